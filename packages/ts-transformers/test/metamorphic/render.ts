/**
 * What a result looks like: plain JSON in which handles stand for their content and streams are
 * marks, and the streams by their position. Both runtimes render through this file, so that a
 * difference of two trees is a difference of two programs.
 */

/** A stream found while rendering. */
export interface FoundStream {
  readonly path: string;
  readonly send: (event: unknown) => void;
}

export interface Rendered {
  readonly tree: unknown;
  readonly streams: readonly FoundStream[];
}

/** What a runtime knows of its values. */
export interface Values {
  /** Follows references and cells, until there is a plain value or a stream. */
  resolve(value: unknown): unknown;
  /** How an event is sent to `value`, if it takes events. */
  sender(value: unknown): ((event: unknown) => void) | undefined;
}

const DEPTH_LIMIT = 40;

/** The tree and the streams of `result`. */
export function render(result: unknown, values: Values): Rendered {
  const streams: FoundStream[] = [];
  return { tree: new Renderer(values, streams).value(result, "", 0), streams };
}

class Renderer {
  constructor(readonly values: Values, readonly streams: FoundStream[]) {}

  value(given: unknown, path: string, depth: number): unknown {
    if (depth > DEPTH_LIMIT) return "<deep>";
    const send = this.values.sender(given);
    if (send !== undefined) {
      this.streams.push({ path, send });
      return "<stream>";
    }
    const value = this.values.resolve(given);
    if (!Object.is(value, given)) return this.value(value, path, depth + 1);
    if (Array.isArray(value)) {
      return value.map((one, index) => this.value(one, `${path}/${index}`, depth + 1) ?? null);
    }
    if (typeof value === "number" && !Number.isFinite(value)) return `<${value}>`;
    if (Object.is(value, -0)) return 0;
    if (typeof value === "bigint" || typeof value === "symbol") return `<${String(value)}>`;
    if (typeof value === "function") return "<factory>";
    if (typeof value !== "object" || value === null) return value;
    return isVNode(value)
      ? this.#element(value, path, depth)
      : this.#record(value, path, depth + 1);
  }

  /** Members without a value are absent: storage does not keep them apart. */
  #record(value: object, path: string, depth: number): Record<string, unknown> {
    const entries = Object.entries(value)
      .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
      .map(([key, one]) => [key, this.value(one, `${path}/${key}`, depth)] as const)
      .filter(([, one]) => one !== undefined);
    return Object.fromEntries(entries);
  }

  #element(node: { name: unknown; props: object; children: unknown }, path: string, depth: number) {
    const children: unknown[] = [];
    this.#children(node.children, path, depth + 1, children);
    const props = this.#record(node.props, `${path}<${String(node.name)}>`, depth + 1);
    return { name: node.name, props, children };
  }

  /** Lists are flat between tags, what is absent shows nothing, a result stands for its view. */
  #children(given: unknown, path: string, depth: number, into: unknown[]): void {
    if (depth > DEPTH_LIMIT) {
      into.push("<deep>");
      return;
    }
    const resolved = this.values.sender(given) === undefined ? this.values.resolve(given) : given;
    if (!Object.is(resolved, given)) return this.#children(resolved, path, depth + 1, into);
    if (Array.isArray(resolved)) {
      for (const one of resolved) this.#children(one, path, depth + 1, into);
      return;
    }
    if (resolved === undefined) return;
    if (typeof resolved === "object" && resolved !== null && "$UI" in resolved) {
      return this.#children(resolved.$UI, path, depth + 1, into);
    }
    if (isVNode(resolved) && resolved.name === "") {
      return this.#children(resolved.children, path, depth + 1, into);
    }
    into.push(this.value(resolved, `${path}/${into.length}`, depth + 1));
  }
}

function isVNode(value: unknown): value is { name: unknown; props: object; children: unknown } {
  return typeof value === "object" && value !== null && "type" in value &&
    value.type === "vnode" && "props" in value && "children" in value;
}
