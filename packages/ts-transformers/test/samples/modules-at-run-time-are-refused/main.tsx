import { pattern } from "commonfabric";
const load = () => import("./other.ts");
export default pattern<{ n: number }>(({ n }) => ({ n, load: load.name }));
