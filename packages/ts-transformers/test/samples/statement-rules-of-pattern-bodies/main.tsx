import { pattern } from "commonfabric";
export default pattern<{ items: string[]; on: boolean }>(({ items, on }) => {
  let count = 0;
  var old = 1;
  count = 2;
  old++;
  for (const item of items) console.log(item);
  while (on) break;
  if (on) return { n: 1 };
  switch (items.length) {
    default:
  }
  return { n: count };
});
