import { pattern } from "commonfabric";
import { Part } from "./part.tsx";
export default pattern<{ n: number }>(({ n }) => ({ part: Part({ n }), more: n + 1 }));
