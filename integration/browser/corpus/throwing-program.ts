/** A program whose exports throw, and the authored frames of what they throw. */
import type { Program } from "@commonfabric/module-identity";

const MAIN = `import { around } from "./other.ts";
export { around };

interface Reason {
  readonly count: number;
}

function refuse(reason: Reason): never {
  throw new RangeError(\`no \${reason.count}\`);
}

export function nested(): void {
  [1].forEach((first) => {
    [first].map((second) => refuse({ count: second }));
  });
}

export async function later(): Promise<void> {
  await null;
  refuse({ count: 2 });
}

export function* steps(): Generator<number> {
  yield 1;
  refuse({ count: 3 });
}

export function back(): never {
  return refuse({ count: 4 });
}
`;

const OTHER = `import { back } from "./main.ts";

export const around = (): never => {
  return back();
};
`;

export const THROWING_PROGRAM: Program = {
  main: "/main.ts",
  files: [{ name: "/main.ts", contents: MAIN }, { name: "/other.ts", contents: OTHER }],
};

const REFUSE = "refuse (/main.ts:9:9)";

/** Authored frames by the export that is called, innermost first. */
export const AUTHORED_FRAMES: Readonly<Record<string, readonly string[]>> = {
  nested: [REFUSE, "eval (/main.ts:14:29)", "eval (/main.ts:14:13)", "nested (/main.ts:13:7)"],
  later: [REFUSE, "later (/main.ts:20:3)"],
  steps: [REFUSE, "steps (/main.ts:25:3)"],
  around: [REFUSE, "back (/main.ts:29:10)", "around (/other.ts:4:14)"],
};

/** The frames of `stack` whose position is in a module of the program. */
export function authoredFrames(stack: string): string[] {
  return stack.split("\n").filter((line) => /\/(?:main|other)\.ts:\d+:\d+\)?$/.test(line))
    .map((line) => line.trim().replace(/^at (?:async )?(?:\w+\.)?/, ""));
}

/** Calls the export `thrower` and gives what it throws. */
export async function thrownBy(thrower: unknown): Promise<unknown> {
  try {
    const result: unknown = Reflect.apply(thrower as () => unknown, undefined, []);
    const isGenerator = typeof result === "object" && result !== null && "next" in result;
    if (isGenerator) Array.from(result as unknown as Iterable<unknown>);
    await result;
  } catch (error) {
    return error;
  }
  throw new Error("The export threw nothing");
}
