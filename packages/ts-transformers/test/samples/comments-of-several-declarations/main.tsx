import { pattern } from "commonfabric";
interface Named {
  /** The name. */
  name: string;
}
/** A thing with an age. */
interface Aged {
  /** Years. #number */
  age: number;
}
interface Both extends Named {
  /** The better name. */
  name: string;
}
/** Text of the alias. */
type All = Named & Aged;
interface Input {
  both: Both;
  all: All;
  /** By key. */
  map: {
    /** A value of the map. */
    [key: string]: number;
  };
  /** Own text. */
  named: Named;
}
export default pattern<Input>(({ both }) => ({ name: both.name }));
