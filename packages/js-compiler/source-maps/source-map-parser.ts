/**
 * Positions of evaluated bodies as authored positions. Maps are kept by the file name that appears
 * in stack traces and decoded only when a position is asked.
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { BoundedMap } from "@commonfabric/canonical";
import type { Counters } from "@commonfabric/contract";
import type { SourceMap } from "../types.ts";
import { parseSourceMap } from "./parse-source-map.ts";
import { parseStackFrame } from "./stack-frames.ts";

/** An authored position: `line` and `column` 1-based. */
export interface MappedPosition {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly name: string | null;
}

/** Gives a map when it is needed, or `undefined` when there is none. */
export type SourceMapProvider = () => SourceMap | string | undefined;

interface Entry {
  provider: SourceMapProvider | undefined;
  decoded: TraceMap | undefined;
}

/** The lines that the loader's wrapper adds before a body. */
const WRAPPER_LINES = 1;
const MAX_FILES = 1_024;

export class SourceMapParser {
  readonly #entries = new BoundedMap<string, Entry>(MAX_FILES);
  readonly #counters: Counters | undefined;

  constructor(counters?: Counters) {
    this.#counters = counters;
  }

  /** Registers the map of a body that is evaluated under the name `file`. */
  load(file: string, map: SourceMap | string): void {
    this.loadLazy(file, () => map);
  }

  /** The same with a provider, which is called at most once. */
  loadLazy(file: string, provider: SourceMapProvider): void {
    this.#entries.set(file, { provider, decoded: undefined });
  }

  /** The authored position of an evaluated one (both 1-based), or `undefined`. */
  mapPosition(file: string, line: number, column: number): MappedPosition | undefined {
    const map = this.#decoded(file);
    if (map === undefined || line <= WRAPPER_LINES || column < 1) return undefined;
    const found = originalPositionFor(map, { line: line - WRAPPER_LINES, column: column - 1 });
    if (found.source === null || found.line === null) return undefined;
    return { source: found.source, line: found.line, column: found.column + 1, name: found.name };
  }

  /**
   * `stack` with the frames of known files at their authored positions. A frame of a known file that
   * maps to nothing becomes `<CF_INTERNAL>` (no function name, or `eval`) or `<UNMAPPED>`.
   */
  parse(stack: string): string {
    return stack.split("\n").map((text) => this.#mapLine(text)).join("\n");
  }

  clear(): void {
    this.#entries.clear();
  }

  #mapLine(text: string): string {
    const frame = parseStackFrame(text);
    if (frame === undefined || !this.#entries.has(frame.file)) return text;
    const mapped = this.mapPosition(frame.file, frame.line, frame.column);
    if (mapped === undefined) {
      return frame.name === "" || frame.name === "eval"
        ? "    at <CF_INTERNAL>"
        : "    at <UNMAPPED>";
    }
    const position = `${mapped.source}:${mapped.line}:${mapped.column}`;
    return frame.name === "" ? `    at ${position}` : `    at ${frame.name} (${position})`;
  }

  #decoded(file: string): TraceMap | undefined {
    const entry = this.#entries.get(file);
    if (entry === undefined) return undefined;
    if (entry.provider !== undefined) {
      const { provider } = entry;
      entry.provider = undefined;
      const given = provider();
      const map = given === undefined ? undefined : parseSourceMap(given, this.#counters);
      if (map !== undefined) {
        if (this.#counters !== undefined) this.#counters.sourceMapsDecoded++;
        entry.decoded = new TraceMap({
          ...map,
          sources: [...map.sources],
          names: [...map.names],
        });
      }
    }
    return entry.decoded;
  }
}
