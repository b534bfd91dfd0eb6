import { computed, pattern, UI, Writable } from "commonfabric";
interface Form {
  name: string;
  home: { city: string };
}
export default pattern<{ form: Writable<Form>; rows: Writable<Form[]> }>(({ form, rows }) => {
  const city = form.key("home").key("city");
  const first = rows.key(0, "name");
  return {
    [UI]: (
      <div>
        <cf-input $value={form.key("name")} />
        <cf-input $value={city} />
        <b>{city.get()}</b>
      </div>
    ),
    upper: computed(() => city.get().toUpperCase()),
    first: first.get(),
  };
});
