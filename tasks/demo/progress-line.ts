/**
 * One line on stderr that says what is going on: on a terminal only, from 300 ms on, redrawn at
 * most ten times a second, cut to the width of the terminal, erased at the end.
 */

const SHOW_AFTER_MS = 300;
const REDRAW_MS = 100;

export interface ProgressLine {
  /** What is done now; `done` of `total` where that is known. */
  update(phase: string, done?: number, total?: number): void;
  /** Erases the line; calling it again does nothing. */
  end(): void;
}

/** A progress line for `verb`. Draws nothing where stderr is no terminal. */
export function progressLine(verb: string): ProgressLine {
  if (!Deno.stderr.isTerminal()) return { update: () => {}, end: () => {} };
  const encoder = new TextEncoder();
  const startedMs = performance.now();
  let text = "";
  let isShown = false;
  const draw = () => {
    const elapsedMs = performance.now() - startedMs;
    if (elapsedMs < SHOW_AFTER_MS) return;
    const line = `${verb}: ${text} (${(elapsedMs / 1000).toFixed(1)} s)`;
    Deno.stderr.writeSync(
      encoder.encode(`\r\x1b[K${line.slice(0, (Deno.consoleSize().columns || 80) - 1)}`),
    );
    isShown = true;
  };
  const timer = setInterval(draw, REDRAW_MS);
  return {
    update: (phase, done, total) => {
      text = done === undefined ? phase : `${phase} ${done}/${total}`;
    },
    end: () => {
      clearInterval(timer);
      if (!isShown) return;
      isShown = false;
      Deno.stderr.writeSync(encoder.encode("\r\x1b[K"));
    },
  };
}
