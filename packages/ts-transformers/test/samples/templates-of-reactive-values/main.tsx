import { NAME, pattern, str, UI } from "commonfabric";
export default pattern<{ user: { name: string }; n: number }>(({ user, n }) => ({
  [NAME]: str`${user.name} (${n > 1 ? "many" : "one"})`,
  plain: `${user.name}!`,
  fixed: `${1 + 1}`,
  [UI]: <p title={`${n}`}>{str`Hi ${user.name}`}</p>,
}));
