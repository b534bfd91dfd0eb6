import { computed, lift, pattern } from "commonfabric";
interface Order {
  id: string;
  by?: { name: string };
}
export const total = lift((order: Order) => (order as any).total);
export default pattern<{ order: Order; list: string[]; any: any }>(({ order, list, any }) => ({
  bad: computed(() => (order as any).weight + (order as any).size),
  fine: computed(() => order.by?.name),
  index: computed(() => list[0]),
  any: computed(() => any.some.thing),
}));
