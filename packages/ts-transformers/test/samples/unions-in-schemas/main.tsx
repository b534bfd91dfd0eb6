import { pattern } from "commonfabric";
interface Cat {
  kind: "cat";
  lives: number;
}
interface Dog {
  kind: "dog";
}
interface Input {
  state: "on" | "off" | "auto";
  mixed: "b" | 2 | null | true | "a" | 1;
  flag: boolean | null;
  animal: Dog | Cat;
  either: string[] | string | number | undefined;
  text: "a" | string;
  names: Cat | null;
}
export default pattern<Input>(({ state }) => ({ state }));
