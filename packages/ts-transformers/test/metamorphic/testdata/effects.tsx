import { computed, NAME, pattern, UI, Writable } from "commonfabric";
interface Input {
  values: number[];
  seen: Writable<boolean>;
  most: Writable<number>;
}
export default pattern<Input>(({ values, seen, most }) => {
  computed(() => {
    if (!seen.get()) seen.set(true);
  });
  computed(() => {
    const top = Math.max(0, ...values);
    if (top > most.get()) most.set(top);
  });
  return {
    [NAME]: "effects",
    [UI]: (
      <div>
        {seen.get() ? "seen" : "new"}
        <b>{most}</b>
      </div>
    ),
    most,
  };
});
