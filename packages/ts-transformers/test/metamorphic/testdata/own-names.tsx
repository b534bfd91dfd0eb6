import {
  computed as make,
  handler as makeHandler,
  NAME,
  pattern as definePattern,
  UI,
  Writable,
} from "commonfabric";
import * as cf from "commonfabric";
const save = makeHandler<unknown, { value: Writable<string>; text: string }>((_, { value, text }) =>
  value.set(text)
);
interface Input {
  value: Writable<string>;
  h: string;
  list: { map: string; key: string }[];
  get: number;
}
export default definePattern<Input>(({ value, h, list, get }) => {
  const length = make(() => h.length + get);
  const input = cf.computed(() => `${value.get()}${length}`);
  return {
    [NAME]: h,
    [UI]: (
      <div>
        {list.map((element) => <li>{element.map}{element.key}{h}</li>)}
        {input}
        {length}
        <cf-button onClick={save({ value, text: input })}>save</cf-button>
        <cf-button onClick={save({ value, text: h + get })}>other</cf-button>
      </div>
    ),
    length,
  };
});
