import { pattern, UI } from "commonfabric";
const HEAD = "h";
export default pattern<{ rows: string[] }>(({ rows }) => {
  const sign = "!";
  const words = ["x", "y"];
  return { [UI]: <ul>{rows.map((row, i) => <li>{HEAD}{row}{sign}{words[i]}</li>)}</ul> };
});
