import { action, handler, pattern, Writable } from "commonfabric";
const put = handler<{ to: number }, { n: Writable<number> }>((event, { n }) => {
  n.set(event.to);
  return { done: true };
});
export default pattern<{ n: Writable<number> }>(({ n }) => ({
  put: put({ n }),
  reset: action(() => {
    n.set(0);
    return "done";
  }),
  fine: action(() => {
    n.set(1);
    return;
  }),
}));
