/** Items of lists in tests. */
import type { Any } from "./test-runtime.ts";
import { BOOLEAN, record, STRING } from "./natural.ts";

export const ITEM: Any = record({ title: STRING, done: { ...BOOLEAN, default: false } });
