/** The open brackets, templates and JSX elements at a point of the text, innermost last. */
import { UNCERTAIN } from "./skip.ts";

export const PAREN = 1;
/** Parentheses of `if`, `while`, `for`, `with`: what follows begins an operand. */
export const CONTROL_PAREN = 2;
/** Parameters of a `function`: a colon behind them begins a type. */
export const FUNCTION_PAREN = 3;
export const BRACKET = 4;
export const BRACE = 5;
/** `${` of a template. */
export const TEMPLATE = 6;
/** An expression among the children of an element. */
export const JSX_CHILD = 7;
/** An expression among the attributes of a tag. */
export const JSX_ATTRIBUTE = 8;
/** An element whose closing tag is due. */
export const JSX_ELEMENT = 9;

const KIND_BITS = 15;
/** Set on frames that hold types only; inner frames inherit it. */
const TYPE_FRAME = 16;

/** A stack of frames. For elements it keeps the span of the tag's name. */
export class Frames {
  readonly #kinds: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  get depth(): number {
    return this.#kinds.length;
  }

  /** The kind of the innermost frame, 0 outside all. */
  get kind(): number {
    const depth = this.#kinds.length;
    return depth === 0 ? 0 : this.#kinds[depth - 1]! & KIND_BITS;
  }

  /** Whether only types can stand here. */
  get inTypes(): boolean {
    const depth = this.#kinds.length;
    return depth > 0 && (this.#kinds[depth - 1]! & TYPE_FRAME) !== 0;
  }

  push(kind: number, inTypes: boolean, start = 0, end = 0): void {
    const flag = inTypes || this.inTypes ? TYPE_FRAME : 0;
    this.#kinds.push(kind | flag);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** Closes the innermost frame and gives its kind; with none open the text is not understood. */
  pop(): number {
    const kind = this.#kinds.pop();
    if (kind === undefined) throw UNCERTAIN;
    this.#starts.pop();
    this.#ends.pop();
    return kind & KIND_BITS;
  }

  /** Closes the innermost element, whose opening tag must have been named like `start..end`. */
  popElement(text: string, start: number, end: number): void {
    const last = this.#kinds.length - 1;
    const openStart = this.#starts[last] ?? 0;
    const openEnd = this.#ends[last] ?? 0;
    if (
      this.pop() !== JSX_ELEMENT ||
      text.slice(openStart, openEnd) !== text.slice(start, end)
    ) throw UNCERTAIN;
  }
}
