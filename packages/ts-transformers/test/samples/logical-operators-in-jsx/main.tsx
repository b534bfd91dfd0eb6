import { pattern, UI } from "commonfabric";
const limit = 3, label = "x";
export default pattern<{ ready: boolean; title: string }>(({ ready, title }) => ({
  [UI]: (
    <div>
      {ready && <b>done</b>}
      {title || "untitled"}
      {limit && <i>{label}</i>}
      {label || <u>no label</u>}
    </div>
  ),
}));
