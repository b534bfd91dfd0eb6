import { pattern, UI } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export default pattern<{ user: User }>(({ user }) => {
  const view = { ...user, [UI]: <b>{user.name}</b> };
  return { view };
});
