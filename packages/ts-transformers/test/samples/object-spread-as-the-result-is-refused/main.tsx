import { pattern } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export default pattern<{ user: User }>(({ user }) => ({ ...user, more: 1 }));
