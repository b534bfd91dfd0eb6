import { computed, pattern, UI } from "commonfabric";
export default pattern<{ rows: string[]; on: boolean }>(({ rows, on }) => {
  const view = <b>{rows.length}</b>;
  const parts = computed(() => rows.map((row) => <i>{row}</i>));
  return {
    [UI]: (
      <>
        {view}
        {on ? <>{rows[0]}</> : null}
        {parts}
        {[<u>1</u>, on && <u>2</u>]}
      </>
    ),
  };
});
