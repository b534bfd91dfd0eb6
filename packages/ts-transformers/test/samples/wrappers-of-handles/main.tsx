import {
  type Cell,
  type ComparableCell,
  type OpaqueCell,
  pattern,
  type Reactive,
  type ReadonlyCell,
  type Stream,
  type Writable,
  type WriteonlyCell,
} from "commonfabric";
interface Input {
  cell: Cell<number>;
  writable: Writable<string[]>;
  opaque: OpaqueCell<number>;
  readable: ReadonlyCell<number>;
  settable: WriteonlyCell<number>;
  comparable: ComparableCell<unknown>;
  events: Stream<{ n: number }>;
  signal: Stream<void>;
  links: Stream<Cell<number>>;
  loose: Cell<any>;
  plain: Reactive<number>;
  maybe?: Cell<number>;
  list: Writable<Cell<string>[]>;
  union: Cell<number> | undefined;
}
export default pattern<Input>(({ plain }) => ({ plain }));
