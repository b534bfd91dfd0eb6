import { pattern } from "commonfabric";
export const any = pattern<{ a: any }>(({ a }) => a);
export const declared = pattern<{ a: any }, any>(({ a }) => a);
export const unknown = pattern<{ a: unknown; b: string }>(({ a, b }) => ({ a, b }));
export const named = pattern<{ a: unknown }, { a: unknown }>(({ a }) => ({ a }));
