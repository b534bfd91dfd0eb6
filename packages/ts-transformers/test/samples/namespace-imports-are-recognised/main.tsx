import * as cf from "commonfabric";
export default cf.pattern<{ n: number }>(({ n }) => {
  const total = cf.computed(() => n + 1);
  return { total, shown: cf.ifElse(n > 1, "many", "one"), [cf.UI]: <p>{n}</p> };
});
