import { pattern } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export default pattern<{ user: User; size: number }>(({ user, size }) => {
  const style = { color: "red", ...(size > 3 ? { opacity: 1 } : {}) };
  return { copy: { ...user, age: user.age + 1 }, style };
});
