import { computed, handler, pattern, UI, Writable } from "commonfabric";
const Child = pattern<{ label: string; on?: boolean }, { [UI]: any; text: string }>(({ label, on }) => ({
  [UI]: <b>{label}</b>,
  text: on ? label : "off",
}));
const go = handler<void, { to: number; out: Writable<number> }>((_, { to, out }) => out.set(to));
export default pattern<{ n: number; user: { name: string }; out: Writable<number> }>((
  { n, user, out },
) => ({
  child: Child({ label: `${user.name}!`, on: n > 1 && user.name !== "" }),
  view: <Child label={user.name.toUpperCase()} on={!n} />,
  go: go.with({ to: n * 2, out }),
  late: computed(() => Child({ label: user.name })),
}));
