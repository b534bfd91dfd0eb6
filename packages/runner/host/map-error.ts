/** Authored positions of errors that pattern code threw. */
import type { Engine } from "../engine/engine.ts";
import { authoredPosition } from "../engine/source-locations.ts";
import { mapErrorOnce, stackOf } from "../sandbox/guest-errors.ts";
import type { ErrorMapper } from "../scheduler/report.ts";

const AUTHORED_FRAME = /(?:\(|at )(\/[^\s():]+:[1-9][0-9]*:[1-9][0-9]*)\)?$/;
const HOST_FRAME = /file:\/\/|node:|ext:/;

/** Maps the stack of an error once; without an authored frame, the position of the callback. */
export function errorMapper(engine: Engine): ErrorMapper {
  return (error, implementation) => {
    mapErrorOnce(error, engine.stackMapper, { hideInternalStackFrames: true });
    const stack = framesOf(error);
    const frame = stack.map((line) => AUTHORED_FRAME.exec(line)?.[1]).find((at) =>
      at !== undefined
    );
    const source = frame ?? authoredPosition(implementation);
    return source === undefined ? { stack } : { source, stack };
  };
}

function framesOf(error: unknown): string[] {
  const lines = (stackOf(error) ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at "))
    .map((line) => HOST_FRAME.test(line) ? "at <CF_INTERNAL>" : line);
}
