import { computed as calc, pattern as piece, UI as view, Writable as State } from "commonfabric";
export default piece<{ n: number }>(({ n }) => {
  const kept = new State(1);
  return { twice: calc(() => n * 2), kept, [view]: <p>{n + 1}</p> };
});
