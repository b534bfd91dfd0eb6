import { computed, pattern, UI, Writable } from "commonfabric";
const Field = pattern<{ value: Writable<string>; label: string }, { [UI]: any; size: number }>((
  { value, label },
) => ({
  [UI]: <label>{label}<cf-input $value={value} /></label>,
  size: computed(() => value.get().length),
}));
interface Form {
  name: string;
  mail: string;
}
export default pattern<{ form: Writable<Form> }>(({ form }) => {
  const own = new Writable("own");
  const name = Field({ value: form.key("name"), label: "Name" });
  const other = Field({ value: own, label: "Own" });
  return {
    [UI]: <div>{name}{other}<Field value={form.key("mail")} label="Mail" /></div>,
    sizes: [name.size, other.size],
    handle: computed(() => own),
  };
});
