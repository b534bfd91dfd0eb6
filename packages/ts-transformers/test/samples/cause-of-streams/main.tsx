import { action, handler, pattern, Writable } from "commonfabric";
const put = handler<{ to: number }, { n: Writable<number> }>((event, { n }) => n.set(event.to));
export default pattern<{ n: Writable<number> }>(({ n }) => {
  const reset = action(() => n.set(0));
  return { reset, put: put({ n }), more: { raise: action(() => n.increment(1)) } };
});
