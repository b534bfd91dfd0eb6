import { ifElse, NAME, pattern, str, UI, unless, when, Writable } from "commonfabric";
interface Input {
  name: string;
  age: number;
  ready: boolean;
  note: Writable<string>;
}
export default pattern<Input>(({ name, age, ready, note }) => ({
  [NAME]: str`${name} is ${age}`,
  [UI]: (
    <div>
      {ifElse(age >= 18, <b>{name}</b>, "minor")}
      {when(ready, <i>ready</i>)}
      {unless(name, "anonymous")}
      {ifElse(ready, ifElse(age > 2, "a", "b"), note.get())}
      {age > 1 && ready && name}
      {name || note.get() || "nothing"}
      {ready ? (age > 1 ? "x" : "y") : age === 0 ? "zero" : `${age}`}
    </div>
  ),
  both: ready && age > 1,
  either: name || "none",
  choice: ready ? age : -age,
  text: `${name}-${ready ? "r" : "n"}`,
}));
