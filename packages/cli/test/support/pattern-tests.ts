/** Files of pattern tests: the subject, and what one test file is made of. */

/** A counter with a computed member, two streams and a view. */
export const SUBJECT =
  `import { action, computed, type Default, pattern, type Stream, UI, type VNode, Writable } from "commonfabric";

interface Counter {
  [UI]: VNode;
  count: number;
  double: number;
  inc: Stream<void>;
  add: Stream<{ by: number }>;
}

export default pattern<{ count: Writable<number | Default<0>> }, Counter>(({ count }) => {
  const double = computed(() => count.get() * 2);
  const inc = action(() => count.set(count.get() + 1));
  const add = action<{ by: number }>(({ by }) => {
    if (by < 0) throw new RangeError("only up");
    count.set(count.get() + by);
  });
  return { [UI]: <div>{double}</div>, count, double, inc, add };
});
`;

export interface TestSource {
  /** What is imported from "commonfabric" beside assert, pattern and TESTS. */
  readonly imports?: string;
  /** Module level. */
  readonly top?: string;
  /** In the body, after `subject` was made. */
  readonly body?: string;
  readonly steps: string;
  /** Further members of the result. */
  readonly members?: string;
}

/** The text of a test file about `./counter.tsx`. */
export function testSource({ imports = "", top = "", body = "", steps, members = "" }: TestSource) {
  return `import { assert, pattern, TESTS${
    imports === "" ? "" : `, ${imports}`
  } } from "commonfabric";
import Counter from "./counter.tsx";
${top}
export default pattern(() => {
  const subject = Counter({ count: 0 });
  ${body}
  return { [TESTS]: [${steps}], ${members} };
});
`;
}

export const IS = (condition: string): string => `{ assertion: assert(() => ${condition}) }`;
