import { computed, Default, handler, NAME, pattern, UI, Writable } from "commonfabric";
interface Todo {
  title: string;
  done: boolean | Default<false>;
}
interface Input {
  todos: Writable<Todo[]>;
  filter: string | Default<"all">;
}
interface Output {
  todos: Todo[];
  open: number;
}
const add = handler<{ text?: string }, { todos: Writable<Todo[]> }>((event, { todos }) => {
  const text = event?.text?.trim() ?? "";
  if (text === "") return;
  todos.push({ title: text, done: false });
});
const toggle = handler<unknown, { todos: Writable<Todo[]>; index: number }>(
  (_, { todos, index }) => {
    const list = todos.get();
    todos.set(list.map((todo, at) => at === index ? { ...todo, done: !todo.done } : todo));
  },
);
export default pattern<Input>(({ todos, filter }) => {
  const open = computed(() => todos.get().filter((todo) => !todo.done).length);
  const shown = computed(() =>
    filter === "open" ? todos.get().filter((todo) => !todo.done) : todos.get()
  );
  return {
    [NAME]: computed(() => `Todos (${open})`),
    [UI]: (
      <cf-screen>
        <cf-heading level={2}>{open === 0 ? "All done" : `${open} open`}</cf-heading>
        <cf-vstack gap="2">
          {todos.map((todo, index) => (
            <cf-hstack>
              <cf-checkbox checked={todo.done} oncf-change={toggle({ todos, index })} />
              <span style={{ textDecoration: todo.done ? "line-through" : "none" }}>
                {todo.title}
              </span>
              {todo.done && (
                <cf-button
                  onClick={() => todos.set(todos.get().filter((t) => t.title !== todo.title))}
                >
                  Remove
                </cf-button>
              )}
            </cf-hstack>
          ))}
        </cf-vstack>
        {shown.map((todo) => <i>{todo.title}</i>)}
        <cf-button onClick={add({ todos })}>Add</cf-button>
      </cf-screen>
    ),
    todos,
    open,
  };
});
