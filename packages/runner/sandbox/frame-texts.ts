/**
 * Frames of stacks as one line each. The name of a function is the author's text: a line end in it
 * would make frames that nobody called. Installed at lockdown, before the intrinsics are frozen.
 */
import { escapeControls } from "@commonfabric/contract";

/** Longest text of a frame that is shown: a name has no end of its own. */
const MAX_FRAME = 1_000;

/** What V8 hands to `prepareStackTrace`, as far as the realm's own function looks at it. */
interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null;
  toString(): string;
}

type PrepareStackTrace = (error: Error, callSites: readonly CallSite[]) => unknown;

/**
 * Makes the function that `constructor`, the engine's own `Error`, prepares stacks with see call
 * sites whose texts are short and without line ends. Engines without such a function have none.
 */
export function escapeFrameTexts(constructor: { prepareStackTrace?: unknown }): void {
  const prepare = constructor.prepareStackTrace;
  if (typeof prepare !== "function") return;
  const escaped: PrepareStackTrace = (error, callSites) =>
    Reflect.apply(prepare as PrepareStackTrace, constructor, [error, callSites.map(oneLine)]);
  constructor.prepareStackTrace = escaped;
}

function oneLine(callSite: CallSite): CallSite {
  const text = `${callSite}`;
  const shown = escapeControls(text.length > MAX_FRAME ? cut(text) : text);
  if (shown === text) return callSite;
  return {
    getFunctionName: () => callSite.getFunctionName(),
    getFileName: () => callSite.getFileName(),
    toString: () => shown,
  };
}

/** The position is at the end, so the middle is left out. */
function cut(text: string): string {
  return `${text.slice(0, MAX_FRAME / 2)}...${text.slice(-MAX_FRAME / 2)}`;
}
