import { derive, pattern } from "commonfabric";
export default pattern<{ n: number; by: number; user: { name: string; age: number } }>((
  { n, by, user },
) => ({
  next: derive(n, (value) => value + by),
  text: derive({ user, n }, ({ user, n }) => `${user.name}${n}`),
}));
