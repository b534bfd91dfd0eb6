import { type Default, pattern, type Writable } from "commonfabric";
interface Input {
  count: Writable<number | Default<0>>;
  list: Writable<Default<string[], ["x"]>>;
  maybe?: number | Default<1>;
  either: string | undefined | Default<"e">;
}
export default pattern<Input>(({ count, list, maybe, either }) => ({ count, list, maybe, either }));
