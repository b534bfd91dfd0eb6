import { pattern, UI } from "commonfabric";
interface Input {
  user?: { name?: string; home?: { city: string } };
  rows?: { title: string }[];
}
export default pattern<Input>(({ user, rows }) => {
  const city = user?.home?.city;
  return { city, [UI]: <p title={user?.name}>{rows?.[0]?.title}</p> };
});
