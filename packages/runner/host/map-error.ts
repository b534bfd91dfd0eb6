/** Authored positions of errors that pattern code threw. */
import type { Engine } from "../engine/engine.ts";
import { authoredPosition } from "../engine/source-locations.ts";
import { mapErrorOnce, mappedFrames } from "../sandbox/guest-errors.ts";
import type { ErrorMapper } from "../scheduler/report.ts";

const AUTHORED_FRAME = /(?:\(|at )(\/[^\s():]+:[1-9][0-9]*:[1-9][0-9]*)\)?$/;
const HOST_FRAME = /file:\/\/|node:|ext:/;

/** Maps the stack of an error once; without an authored frame, the position of the callback. */
export function errorMapper(engine: Engine): ErrorMapper {
  return (error, implementation) => {
    mapErrorOnce(error, engine.stackMapper, { hideInternalStackFrames: true });
    const stack = mappedFrames(error).map(shownFrame);
    const frame = stack.map((line) => AUTHORED_FRAME.exec(line)?.[1]).find((at) =>
      at !== undefined
    );
    const source = frame ?? authoredPosition(implementation);
    return source === undefined ? { stack } : { source, stack };
  };
}

function shownFrame(frame: string): string {
  return HOST_FRAME.test(frame) ? "at <CF_INTERNAL>" : frame.trim();
}
