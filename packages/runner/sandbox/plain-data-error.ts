/** The refusal of the plain-data freezer, and the path it names. */
import { quote } from "@commonfabric/contract";
import { hardenAtLockdown } from "./harden-at-lockdown.ts";

/** Thrown for a value that is not plain data. `path` starts with `<root>`. */
export class PlainDataError extends Error {
  override readonly name = "PlainDataError";
  readonly path: string;
  constructor(path: string, reason: string) {
    super(`Cannot make plain data: ${path} ${reason}`);
    this.path = path;
  }
}

hardenAtLockdown(PlainDataError);

/** A step from the root, as a list that its children share. */
export interface PathNode {
  readonly parent: PathNode | undefined;
  readonly segment: string;
}

const MAX_SEGMENTS = 20;
const NAME = /^[A-Za-z_$][\w$]*$/;

/** The segment of own key `key`: `.a`, `["a b"]`, `[0]`, `[Symbol.for("x")]`. */
export function keySegment(key: PropertyKey, inArray: boolean): string {
  if (typeof key === "symbol") return `[Symbol.for(${quote(Symbol.keyFor(key) ?? "")})]`;
  const text = String(key);
  if (inArray && /^(?:0|[1-9]\d{0,9})$/.test(text)) return `[${text}]`;
  return text.length <= 200 && NAME.test(text) ? `.${text}` : `[${quote(text)}]`;
}

/** The text of a path; the middle of a long one is left out. */
export function pathText(node: PathNode | undefined): string {
  const segments: string[] = [];
  for (let at = node; at !== undefined; at = at.parent) segments.push(at.segment);
  segments.reverse();
  if (segments.length > MAX_SEGMENTS) {
    segments.splice(MAX_SEGMENTS / 2, segments.length - MAX_SEGMENTS, "...");
  }
  return `<root>${segments.join("")}`;
}
