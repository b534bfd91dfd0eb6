import { pattern } from "commonfabric";
export const both = pattern<{ a: number; unread: string }, { b: number }>(({ a }) => ({ b: a }));
export const inferred = pattern<{ a: number }>(({ a }) => ({ twice: a * 2, a }));
export const annotated = pattern((input: { a: number }) => ({ a: input.a }));
export const ignored = pattern<{ a: number }>(() => ({ one: 1 }));
export const none = pattern(() => ({ one: 1, text: "x" }));
export const given = pattern((input) => ({ a: input.key("a") }), { type: "object" });
export const twoGiven = pattern((input) => input.key("a"), { type: "object" }, { type: "number" });
