import { pattern, UI } from "commonfabric";
const own = (run: (n: number) => string): string => run(1);
export default pattern<{ items: string[]; n: number }>(({ items, n }) => ({
  [UI]: (
    <p>
      {String(items.forEach((item) => item + "!"))}
      {own((x) => `${x}${n}`)}
    </p>
  ),
}));
