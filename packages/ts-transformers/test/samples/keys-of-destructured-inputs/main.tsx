import { pattern } from "commonfabric";
interface Input {
  title: string;
  owner: { name: string; home: { city: string } };
  tags: string[];
  kind?: string;
}
export default pattern<Input>((
  { title, owner: { name: who, home: { city } }, tags: [first, , third], kind = "note" },
) => ({ title, who, city, first, third, kind }));
