import { computed, pattern, UI } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => ({
  [UI]: (
    <p>
      {["a", "b"].map((one) => {
        const text = computed(() => one + n);
        return <b>{text}</b>;
      })}
    </p>
  ),
}));
