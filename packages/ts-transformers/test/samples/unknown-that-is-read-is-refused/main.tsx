import { computed, lift, pattern } from "commonfabric";
interface Result {
  data: unknown;
  id: string;
}
export const bad = lift((value: unknown) => (value as { a: string }).a);
export const member = lift((result: Result) => (result.data as { a: number }).a);
export const fine = lift((result: Result) => result.id);
export default pattern<{ result: Result }>(({ result }) => ({
  read: computed(() => String(result.data)),
}));
