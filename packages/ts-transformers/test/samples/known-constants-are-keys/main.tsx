import { NAME, pattern, UI } from "commonfabric";
const Child = pattern<{ a: string }>(({ a }) => ({ [NAME]: a, [UI]: <b>{a}</b>, size: a.length }));
export default pattern<{ a: string }>(({ a }) => {
  const child = Child({ a });
  const { [NAME]: name } = child;
  return { [NAME]: child[NAME], name, size: child.size, [UI]: <p>{child[UI]}</p> };
});
