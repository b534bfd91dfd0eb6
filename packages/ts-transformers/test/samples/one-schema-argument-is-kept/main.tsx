import { lift, pattern } from "commonfabric";
export const one = lift((x: { n: number }) => x.n + 1, { type: "object" });
export const piece = pattern((input) => ({ n: input.key("n"), fixed: 1 }), { type: "object" });
