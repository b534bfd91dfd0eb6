import { pattern, UI } from "commonfabric";
export default pattern<{ title: string; user?: { name?: string }; n: number }>((
  { title, user, n },
) => ({
  trimmed: title.trim(),
  upper: user?.name?.toUpperCase(),
  fixed: n.toFixed(1),
  [UI]: <p>{title.split(" ").join("-")}</p>,
}));
