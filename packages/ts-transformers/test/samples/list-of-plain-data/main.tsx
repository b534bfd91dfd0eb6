import { pattern, UI } from "commonfabric";
const TABS = [{ id: "a", label: "A" }, { id: "b", label: "B" }];
export default pattern<{ tab: string }>(({ tab }) => ({
  [UI]: <p>{TABS.map((one) => <b class={tab === one.id ? "on" : ""}>{one.label}</b>)}</p>,
  labels: TABS.map((one) => one.label),
}));
