import { NAME, pattern, UI, Writable } from "commonfabric";
interface Input {
  title: string;
  sizes: number[];
  n: Writable<number>;
}
export default pattern<Input>(({ title, sizes, n }) => {
  const label = (() => {
    if (title === "") return "untitled";
    return title.trim();
  })();
  const sum = ((list: number[], more: number) => {
    let total = more;
    for (const size of list) total += size;
    return total;
  })(sizes, n.get());
  return {
    [NAME]: label,
    [UI]: (
      <div>
        {(() => {
          const twice = sum * 2;
          const text = `${twice}!`;
          return <b title={text}>{twice}</b>;
        })()}
        {((text: string) => <i>{text + title}</i>)("fixed")}
        {(() => {
          const rows = sizes.filter((s) => s > 1);
          return <ul>{rows.map((s) => <li>{s}</li>)}</ul>;
        })()}
      </div>
    ),
    sum,
  };
});
