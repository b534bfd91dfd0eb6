/** What the runtime reports of an error that an author made: bounded, one line a frame, no forgery. */
import { compiledRuntime } from "../../../../packages/runner/test/support/compiled.ts";

/** The author pretends that frames and positions are of this file. */
const FORGED = "/secret.ts";
const MAX_TEXT = 4_096;
// deno-lint-ignore no-control-regex -- control characters are what must not be there
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;

/** Runs `code` as the callback of a computation that throws; what is wrong with its report. */
export async function reportFaults(code: string): Promise<string[]> {
  const test = await compiledRuntime();
  try {
    const piece = await test.run(
      `const c = lift((n: number): number => { ${code} });\n` +
        `export default pattern<{ n: number | Default<1> }>(({ n }) => ({ r: c(n) }));\n`,
    );
    await piece.key("r").pull();
    const [report] = test.errors;
    if (report === undefined || test.errors.length > 1) return [`${test.errors.length} reports`];
    const { message, name, source, stack } = report;
    const faults: string[] = [];
    for (const text of [message, name]) {
      if (text.length > MAX_TEXT) faults.push(`a text of ${text.length} characters`);
    }
    if (source?.startsWith("/main.tsx:") !== true) faults.push(`it is said to be at ${source}`);
    for (const frame of stack) {
      const line = JSON.stringify(frame.slice(0, 100));
      if (CONTROL.test(frame)) faults.push(`a frame has a control character: ${line}`);
      if (frame.length > MAX_TEXT) faults.push(`a frame has ${frame.length} characters`);
      const position = /\(?(\/[^\s()]*):\d+:\d+\)?$/.exec(frame)?.[1];
      if (position === FORGED) faults.push(`a frame is forged: ${line}`);
    }
    return faults;
  } finally {
    await test.runtime.dispose();
  }
}
