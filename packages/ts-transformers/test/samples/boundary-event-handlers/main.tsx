import { pattern, UI, Writable } from "commonfabric";
export default pattern<{ on: boolean; n: Writable<number> }>(({ on, n }) => ({
  [UI]: (
    <div>
      <button onClick={() => n.set(n.get() + 1)}>up</button>
      <button onClick={on ? () => n.set(10) : () => n.set(-10)}>jump</button>
      <cf-input
        oncf-change={(event) => {
          const { value } = event.detail;
          n.set(value.length);
        }}
      />
      <b>{n.get()}</b>
    </div>
  ),
}));
