import { pattern, UI } from "commonfabric";
export default pattern<{ names: string[]; map: Record<string, number> }>(({ names, map }) => ({
  [UI]: (
    <ul>
      {[...names].reverse().map((name) => <li>{name}</li>)}
      {Object.entries(map).map(([key, value]) => <b>{key}={value}</b>)}
      {Object.keys(map).filter((key) => map[key] > 1).map((key) => <i>{key}</i>)}
    </ul>
  ),
}));
