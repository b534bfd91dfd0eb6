import { computed, pattern, UI, Writable } from "commonfabric";
interface Input {
  user: { name: string; tags: string[] };
  count: Writable<number>;
}
export default pattern<Input>((input) => {
  const user = input.user;
  const again = user;
  const cell = input.count;
  const { tags } = again;
  return {
    a: computed(() => again.name + cell.get()),
    b: again.name,
    c: tags.map((tag) => tag + user.name),
    [UI]: <button onClick={() => cell.set(tags.length)}>{cell.get()}</button>,
  };
});
