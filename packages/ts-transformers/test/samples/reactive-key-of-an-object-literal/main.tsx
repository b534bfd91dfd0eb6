import { pattern } from "commonfabric";
export default pattern<{ key: string; n: number }>(({ key, n }) => {
  const made = { [key]: n };
  return { made };
});
