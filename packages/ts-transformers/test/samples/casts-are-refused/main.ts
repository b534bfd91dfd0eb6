import { computed, pattern, type Reactive, type Stream, type Writable } from "commonfabric";
export default pattern<{ n: number; any: any }>(({ n, any }) => {
  const double = n as unknown as string;
  const reactive = n as Reactive<number>;
  const cell = any as Writable<number>;
  const stream = <Stream<string>> (any);
  const fine = any as string;
  return { a: computed(() => double), reactive, cell, stream, fine };
});
