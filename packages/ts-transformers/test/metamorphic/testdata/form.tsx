import { action, computed, NAME, pattern, Stream, UI, Writable } from "commonfabric";
interface Person {
  name: string;
  email: string;
  age: number;
  tags: string[];
}
interface Input {
  people: Writable<Person[]>;
  created: Stream<{ name: string }>;
  minimum: number;
}
export default pattern<Input>(({ people, created, minimum }) => {
  const name = new Writable("");
  const email = new Writable("e@x");
  const age = new Writable(20);
  const tags = new Writable<string[]>(["t"]);
  const problems = computed(() => {
    const found: string[] = [];
    if (name.get().length < minimum) found.push("name");
    if (!email.get().includes("@")) found.push("email");
    return found;
  });
  const isValid = problems.length === 0;
  const submit = action(() => {
    if (problems.length > 0) {
      name.set("typed");
      return;
    }
    people.push({ name: name.get(), email: email.get(), age: age.get(), tags: [...tags.get()] });
    created.send({ name: name.get() });
    name.set("");
    tags.set([]);
  });
  return {
    [NAME]: isValid ? "ready" : "incomplete",
    [UI]: (
      <cf-vstack>
        <cf-input $value={name} placeholder={`at least ${minimum}`} />
        <cf-input $value={email} />
        <p>{problems.map((problem) => <li>{problem}</li>)}</p>
        {problems.length ? <b>{problems.join(", ")}</b> : null}
        <cf-button disabled={!isValid} onClick={submit}>
          Save {name.get()} {age.get() + 1}
        </cf-button>
        <cf-button onClick={isValid ? submit : undefined}>Maybe</cf-button>
        {tags.get().map((tag, at) => (
          <i onClick={() => tags.set(tags.get().filter((_, index) => index !== at))}>{tag}</i>
        ))}
        {people.get().map((person) => (
          <li>
            {person.name} {person.email} {person.age >= 18 ? "adult" : "minor"} {person.tags.length}
          </li>
        ))}
      </cf-vstack>
    ),
    isValid,
  };
});
