import { __cf_data, pattern } from "commonfabric";
const __cfMine = 1;
export const LIST = __cf_data([1]);
export default pattern<{ n: number }>(({ n }) => {
  const exports = n;
  return { n, exports, mine: __cfMine };
});
