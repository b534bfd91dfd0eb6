import { pattern } from "commonfabric";
export default pattern<{ items: { n: number }[]; by: number }>(({ items, by }) => ({
  all: items.map((item) => item.n * by, { unused: true }),
}));
