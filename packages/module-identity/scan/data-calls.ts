/**
 * Calls `dataFile("s")` of the host import. A call counts when its callee is spelled like a binding
 * that an import of a host name gave (`dataFile`, another local name, or a member of a namespace);
 * shadowing is not looked at, since an edge too many costs a compile and one too few is a defect.
 */
import { endOfName } from "./characters.ts";
import type { ScannedEdge } from "./scanned-edge.ts";
import { endOfString, isQuote, literalText, skipTrivia, UNCERTAIN } from "./skip.ts";
import type { Tokens } from "./tokens.ts";

const DATA_FUNCTION = "dataFile";

/** The scan that is under way. @throws `NEEDS_TOKENS` when it kept none */
interface Scan {
  lookBack(): Tokens;
}

interface Call {
  /** The called name, or the namespace whose `dataFile` is called. */
  readonly name: string;
  readonly member: boolean;
  /** Offsets of the literal with its quotes; -1 when only a parser can read the argument. */
  readonly start: number;
  readonly end: number;
}

/** Collects candidate calls and bindings; imports may stand below their uses. */
export class DataCalls {
  readonly #text: string;
  readonly #calls: Call[] = [];
  readonly #names = new Set<string>();
  readonly #namespaces = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Notes the bindings of an import declaration. */
  bind(specifier: string, names: readonly (readonly [string, string])[]): void {
    if (specifier === "" || specifier.startsWith(".") || specifier.startsWith("/")) return;
    for (const [imported, local] of names) {
      if (imported === "*") this.#namespaces.add(local);
      else if (imported === DATA_FUNCTION) this.#names.add(local);
    }
  }

  /** Notes the name at `at..end` if it is called with a literal. */
  note(scan: Scan, at: number, end: number, property: boolean): void {
    const text = this.#text;
    if (property && !(end - at === DATA_FUNCTION.length && text.startsWith(DATA_FUNCTION, at))) {
      return;
    }
    let paren = skipTrivia(text, end);
    if (text.startsWith("?.", paren)) paren = skipTrivia(text, paren + 2);
    const generic = text.charCodeAt(paren) === 0x3c;
    if (text.charCodeAt(paren) !== 0x28 && !generic) return;
    if (!property && scan.lookBack().is(1, "new")) return;
    const name = property ? namespaceOf(scan) : text.slice(at, end);
    if (name === undefined) return;
    if (generic) {
      // `dataFile<T>("s")` is a call as well, and `dataFile < x` is none.
      this.#calls.push({ name, member: property, start: -1, end: -1 });
      return;
    }
    const literal = skipTrivia(text, paren + 1);
    const unit = text.charCodeAt(literal);
    if (unit === 0x60 /* ` */) this.#calls.push({ name, member: property, start: -1, end: -1 });
    if (!isQuote(unit)) return;
    const close = endOfString(text, literal);
    const next = text.charCodeAt(skipTrivia(text, close));
    if (next !== 0x29 && next !== 0x2c) return; // an expression that begins with a literal
    this.#calls.push({ name, member: property, start: literal, end: close });
  }

  /** Adds the data edges to `edges`, which stay in source order. */
  addEdges(edges: ScannedEdge[]): void {
    const before = edges.length;
    for (const { name, member, start, end } of this.#calls) {
      if (!(member ? this.#namespaces : this.#names).has(name)) continue;
      if (start < 0) throw UNCERTAIN;
      const specifier = literalText(this.#text, start, end);
      edges.push({
        specifier,
        form: "data",
        typeOnly: false,
        offset: start + 1,
        length: specifier.length,
      });
    }
    if (edges.length > before) edges.sort((a, b) => a.offset - b.offset);
  }
}

/** The name before `.dataFile`, when it is a plain name. */
function namespaceOf(scan: Scan): string | undefined {
  const tokens = scan.lookBack();
  const name = tokens.textOf(2);
  if (name === "" || endOfName(name, 0) !== name.length) return undefined;
  return tokens.isOneOf(3, [".", "?.", "#", "new"]) ? undefined : name;
}
