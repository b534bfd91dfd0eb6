import { pattern } from "commonfabric";
export default pattern<{ a: number; user: { name: string } }>(({ a, user }) => ({
  shape: { twice: a * 2, name: user.name, list: [a, a + 1, { deep: user.name.length }] },
}));
