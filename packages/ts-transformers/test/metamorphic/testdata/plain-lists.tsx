import { NAME, pattern, UI, Writable } from "commonfabric";
const TABS = ["all", "open", "done"];
const LABELS: Record<string, string> = { all: "All", open: "Open", done: "Done" };
const COLUMNS = [{ key: "title", width: 2 }, { key: "price", width: 1 }] as const;
interface Input {
  tab: Writable<string>;
  counts: number[];
  item: { title: string; price: number };
}
export default pattern<Input>(({ tab, counts, item }) => ({
  [NAME]: LABELS.all ?? "",
  [UI]: (
    <div>
      {TABS.map((name, at) => (
        <cf-tab selected={tab.get() === name} onClick={() => tab.set(name)}>
          {LABELS[name]} {counts[at] ?? 0}
        </cf-tab>
      ))}
      {COLUMNS.map((column) => <td style={{ width: column.width * counts.length }}>{column.key}
      </td>)}
      {TABS.filter((name) => name !== tab.get()).map((name) => <i>{name}</i>)}
      {[1, 2].map((n) => {
        let text = "";
        for (let i = 0; i < n; i++) text += "*";
        return <b>{text}{item.title}</b>;
      })}
      {Array.from({ length: 2 }, (_, i) => <u>{i + item.price}</u>)}
      {[item.title, "fixed", tab.get()].map((text) => <p>{text}</p>)}
    </div>
  ),
  tabs: TABS.map((name) => ({ name, isCurrent: tab.get() === name })),
}));
