import { pattern } from "commonfabric";
export default pattern<{ names: string[]; at: number }>(({ names, at }) => ({
  distinct: new Set(names).size,
  year: new Date(at).getUTCFullYear(),
}));
