import { pattern, UI } from "commonfabric";
export default pattern<{ a?: string[]; b: string[] | null; c: string[] }>(({ a, b, c }) => ({
  [UI]: (
    <p>
      {(a ?? []).flatMap((one) => [one, one])}
      {(b || []).map((one) => <i>{one}</i>)}
      {(a ?? c).map((one) => <b>{one}</b>)}
      {(c ?? []).filter((one) => one !== "x").map((one) => <u>{one}</u>)}
    </p>
  ),
  size: (a ?? []).length,
}));
