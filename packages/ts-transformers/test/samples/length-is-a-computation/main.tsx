import { pattern, UI } from "commonfabric";
export default pattern<{ names: string[]; text: string; box: { length: number } }>((
  { names, text, box },
) => ({ [UI]: <p>{names.length}{text.length}{box.length}</p>, n: box.length }));
