import { fetchText, generateText, pattern, wish } from "commonfabric";
export default pattern<{ n: number; url: string }>(({ n, url }) => {
  const held = generateText({ prompt: `${n}` });
  const text = fetchText({ url });
  return {
    held,
    text,
    inline: generateText({ prompt: "x" }),
    found: wish<string>({ query: "#now" }),
    plain: fetchText({ url: `${url}/plain` }),
  };
});
