import { computed, pattern, UI } from "commonfabric";
interface Input {
  user?: { name: string };
  n: number;
}
export default pattern<Input>(({ user, n }) => ({
  name: user!.name,
  text: (n as number) + 1,
  same: (n satisfies number),
  twice: ((n)! * 2),
  yes: !!n,
  fn: computed((() => n + 1) as () => number),
  [UI]: <p>{(user?.name as string)}{((n > 1) as boolean) && <b>x</b>}</p>,
}));
