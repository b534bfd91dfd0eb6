import { pattern, UI } from "commonfabric";
export default pattern<{ names?: string[] }>(({ names }) => ({
  [UI]: <ul>{names?.map((name) => <li>{name}</li>)}</ul>,
  upper: names?.map((name) => name.toUpperCase()),
}));
