import { pattern, UI } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export default pattern<{ user: User; on: boolean }>(({ user, on }) => ({
  [UI]: <p>{user.age >= 18 ? user.name : "minor"}</p>,
  picked: on ? user.age + 1 : user.name,
}));
