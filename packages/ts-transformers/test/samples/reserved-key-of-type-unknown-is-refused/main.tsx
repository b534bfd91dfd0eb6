import { NAME, pattern, UI } from "commonfabric";
interface Output {
  [NAME]: string;
  [UI]: unknown;
}
export default pattern<{ a: string }, Output>(({ a }) => ({ [NAME]: a, [UI]: <p>{a}</p> }));
