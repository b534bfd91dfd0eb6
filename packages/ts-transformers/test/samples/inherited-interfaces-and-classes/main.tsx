import { pattern } from "commonfabric";
interface Base {
  id: string;
}
interface Person extends Base {
  name: string;
  greet(): string;
}
interface Staff extends Person {
  id: "staff";
  boss?: Person;
}
export default pattern<{ one: Staff; many: readonly Person[] }>(({ one }) => ({ name: one.name }));
