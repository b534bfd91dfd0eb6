import { computed, pattern, UI } from "commonfabric";
import type { Row } from "./types.ts";
export const Line = pattern<{ row: Row; rate: number }, { [UI]: any }>(({ row, rate }) => {
  const cost = computed(() => row.price * rate);
  return { [UI]: <li>{row.title}: {cost}</li> };
});
