import { action, computed, pattern, UI, Writable } from "commonfabric";
export default pattern<{ n: Writable<number>; out: Writable<string> }>(({ n, out }) => ({
  [UI]: computed(() => {
    const format = (value: number) => `<${value}>`;
    function fixed() {
      return "x";
    }
    const show = action(() => out.set(format(n.get())));
    return <button onClick={() => out.set(fixed())} onFocus={show}>show</button>;
  }),
}));
