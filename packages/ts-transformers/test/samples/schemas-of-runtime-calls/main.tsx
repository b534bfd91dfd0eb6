import { fetchJson, generateObject, generateText, pattern, wish } from "commonfabric";
interface Reply {
  total: number;
  rows: string[];
}
export default pattern<{ url: string; prompt: string }>(({ url, prompt }) => {
  const found = wish<{ title: string }>({ query: "#note" });
  const reply = fetchJson<Reply>({ url: `${url}/rows` });
  const object = generateObject<{ score: number }>({ prompt, system: "s" });
  const text = generateText({ prompt: `Say ${prompt}` });
  return { title: found.result?.title, total: reply.result?.total, object, text: text.result };
});
