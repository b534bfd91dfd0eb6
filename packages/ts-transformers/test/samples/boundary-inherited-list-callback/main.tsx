import { pattern, UI } from "commonfabric";
interface Row {
  title: string;
  tags: string[];
}
export default pattern<{ rows: Row[]; names: string[]; tags: string[] }>((
  { rows, names, tags },
) => ({
  [UI]: <p>{names.some((name) => tags.map((tag) => tag + "!").includes(name)) ? "yes" : "no"}</p>,
  best: rows.toSorted((a, b) => a.tags.length - b.tags.length).map((row) => row.title),
}));
