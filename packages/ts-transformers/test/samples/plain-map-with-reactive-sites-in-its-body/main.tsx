import { action, pattern, UI, Writable } from "commonfabric";
const TABS = ["one", "two"] as const;
export default pattern<{ tab: Writable<string>; counts: Record<string, number> }>((
  { tab, counts },
) => ({
  [UI]: (
    <nav>
      {TABS.map((name, i) => (
        <button
          class={tab.get() === name ? "on" : "off"}
          onClick={() => tab.set(name)}
          title={`${i}: ${counts[name] ?? 0}`}
        >
          {name}
        </button>
      ))}
    </nav>
  ),
  reset: action(() => tab.set(TABS[0])),
}));
