import { pattern } from "commonfabric";
export default pattern<{ title: string }>(({ title }) => {
  const Row = pattern<{ text: string }>(({ text }) => ({ shown: `${text}!` }));
  return { row: Row({ text: title }) };
});
