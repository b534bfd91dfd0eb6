import { pattern, UI } from "commonfabric";
export default pattern<{ n: number; busy: boolean; name: string }>(({ n, busy, name }) => ({
  [UI]: (
    <div>
      {n > 10 ? "many" : n > 1 ? `${n} items` : busy ? "wait" : name}
      {(n > 0 && !busy) ? <b>{name || "nobody"}</b> : null}
      {busy && n > 5 && <i>{n * 2}</i>}
    </div>
  ),
}));
