import { pattern } from "commonfabric";
/// <cf-disable-transform />
export default pattern<{ n: number }>(({ n }) => ({ next: n + 1 }));
