import { pattern } from "commonfabric";
enum Level {
  Low = 1,
  High = 2,
}
interface Input {
  text: string;
  n: number;
  on: boolean;
  nil: null;
  big: bigint;
  template: `a-${string}`;
  anything: any;
  opaque: unknown;
  literal: "a";
  level: Level;
  list: readonly string[];
  pair: [number, string];
  record: Record<string, number>;
  keyed: Record<"b" | "a", number>;
  closed: Record<string, never>;
  date: Date;
  url: URL;
  object: object;
  empty: {};
  optional?: string;
  nullable: string | null;
  perhaps: string | undefined;
  call?: (n: number) => string;
  method?(): void;
}
export default pattern<Input>(({ text }) => ({ text }));
