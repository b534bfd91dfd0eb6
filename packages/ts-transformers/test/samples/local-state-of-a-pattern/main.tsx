import { action, computed, pattern, UI, Writable } from "commonfabric";
interface Todo {
  title: string;
  done: boolean;
}
export default pattern<{ todos: Writable<Todo[]> }>(({ todos }) => {
  const draft = new Writable("");
  const filter = new Writable<"all" | "open">("all");
  const shown = computed(() =>
    filter.get() === "all" ? todos.get() : todos.get().filter((todo) => !todo.done)
  );
  const add = action(() => {
    const title = draft.get().trim();
    if (title === "") return;
    todos.push({ title, done: false });
    draft.set("");
  });
  return {
    [UI]: (
      <div>
        <cf-input $value={draft} />
        <button onClick={add} disabled={computed(() => draft.get() === "")}>add</button>
        {shown.map((todo) => <li>{todo.done ? <s>{todo.title}</s> : todo.title}</li>)}
      </div>
    ),
    count: shown.length,
  };
});
