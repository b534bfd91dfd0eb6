import { computed, generateText, pattern, wish, Writable } from "commonfabric";
export default pattern<{ n: number; on: boolean; list: number[] }>(({ n, on, list }) => {
  const total = computed(() => n + 1);
  const draft = new Writable("");
  const found = wish<string>({ query: "#now" });
  const answer = generateText({ prompt: "hi" });
  const shown = on ? "yes" : "no";
  const doubled = list.map((one) => one * 2);
  const plain = n;
  return { total, draft, found: found.result, answer: answer.result, shown, doubled, plain };
});
