import { pattern, UI } from "commonfabric";
interface User {
  name?: string;
  tags?: string[];
}
export default pattern<{ user?: User; list?: string[] }>(({ user, list }) => ({
  [UI]: (
    <p>
      {user?.name?.trim().toUpperCase()}
      {user?.tags?.includes("a") && <b>a</b>}
      {list?.length}
      {list?.[0]?.length ?? 0}
    </p>
  ),
  first: user?.tags?.find((tag) => tag.length > 1) ?? "none",
}));
