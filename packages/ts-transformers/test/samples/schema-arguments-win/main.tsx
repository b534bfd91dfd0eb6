import { generateObject, lift, pattern, wish, Writable } from "commonfabric";
export const sized = lift((x: { list: string[] }) => x.list.length, { type: "object" }, {
  type: "number",
});
export default pattern<{ prompt: string }>(({ prompt }) => {
  const kept = new Writable<number>(1, { type: "integer" });
  const found = wish<{ a: string }>({ query: "#a" }, { type: "object" });
  const made = generateObject<{ a: string }>({ prompt, schema: { type: "object" } });
  return { kept, found: found.result, made: made.result };
});
