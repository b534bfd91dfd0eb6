import { action, handler, navigateTo, pattern, Writable } from "commonfabric";
const Page = pattern<{ n: number }, { n: number }>(({ n }) => ({ n }));
const open = handler<void, { n: number }>((_, { n }) => navigateTo(Page({ n })));
export default pattern<{ n: Writable<number> }>(({ n }) => ({
  open: open({ n }),
  quiet: action(() => {
    n.set(1);
    return undefined;
  }),
  concise: action(() => n.get()),
  nested: action(() => {
    const list = [1].map((one) => {
      return one + 1;
    });
    n.set(list.length);
  }),
  loose: action(() => {
    n.set(2);
    return {} as any;
  }),
}));
