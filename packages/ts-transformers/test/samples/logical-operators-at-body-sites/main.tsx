import { pattern } from "commonfabric";
const limit = 3, label = "x";
export default pattern<{ ready: boolean; title: string }>(({ ready, title }) => {
  const both = ready && title;
  const plain = limit && label;
  return { both, plain, either: title || label, list: [ready && "yes", label || "none"] };
});
