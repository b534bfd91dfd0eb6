import { pattern } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => ({
  n,
  plus: (by: number) => by,
  minus() {
    return 1;
  },
  get twice() {
    return 2;
  },
  set twice(_value) {},
}));
