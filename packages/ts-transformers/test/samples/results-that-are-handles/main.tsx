import { computed, pattern, type Stream, Writable } from "commonfabric";
interface Output {
  draft: Writable<string>;
  chosen?: Writable<{ n: number }>;
  tell: Stream<string>;
  all: Writable<number>[];
}
export default pattern<{ tell: Stream<string>; a: Writable<number>; b: Writable<number> }, Output>(
  ({ tell, a, b }) => {
    const draft = new Writable("x");
    return { draft, tell, all: [a, b] };
  },
);
