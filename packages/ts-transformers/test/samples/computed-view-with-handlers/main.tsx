import { computed, pattern, UI, Writable } from "commonfabric";
export default pattern<{ rows: string[]; picked: Writable<string> }>(({ rows, picked }) => ({
  [UI]: (
    <div>
      {computed(() => {
        if (rows.length === 0) return <p>none</p>;
        const last = rows[rows.length - 1];
        return <button onClick={() => picked.set(last)}>{last}</button>;
      })}
      <b>{picked.get()}</b>
    </div>
  ),
}));
