import { pattern } from "commonfabric";
interface Input {
  user: { name: string; home: { city: string } };
  rows: { title: string }[];
  byId: Record<string, number>;
}
export default pattern<Input>((input) => {
  const city = input.user.home.city;
  return { city, name: input.user["name"], first: input.rows[0].title, one: input.byId["x"] };
});
