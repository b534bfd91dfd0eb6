interface Link { to: string; run?: () => void }
const base = { a: 1 } as const;
export const list = [1, , { b: [base] }];
export const merged = { ...base, ["c"]: 2, base };
export const table = Array.from({ length: 3 }, (_, i) => i * i);
export const made = (() => ({ deep: { er: 1 } }))();
export const expression = /a+/i;
export const map = new Map([["a", { n: 1 }]]), set = new Set([1]);
export const links = [] as Link[];
export const schemaLike = { type: "object", properties: { "import (x)": { type: "string" } } };
export const anything: unknown = JSON.parse("[1]");
export const chosen = list.length > 2 ? [1] : [2];
export default { title: "t", list };
