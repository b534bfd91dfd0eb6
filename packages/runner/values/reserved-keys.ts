/**
 * Keys by which documents mark objects that are no plain data: links, streams, aliases, code. What
 * pattern code writes must neither be such an object nor become one member by member.
 */
import { ReservedKeyError } from "./errors.ts";

const RESERVED_KEYS: readonly string[] = ["$stream", "$alias", "$patternRef", "$implRef"];
const LINK_KEY = "/";
const LINK_FIELDS = "link@1";

/**
 * Looks at `record` by descriptor. Members for which `isLeaf` holds stand for something else and are
 * not looked into.
 * @throws {ReservedKeyError} for a record that is marked, or would be without other members
 */
export function refuseMarks(
  record: object,
  path: readonly string[],
  isLeaf: (member: unknown) => boolean = () => false,
): void {
  for (const key of RESERVED_KEYS) {
    if (Object.hasOwn(record, key)) throw new ReservedKeyError([...path], key);
  }
  const link = Reflect.getOwnPropertyDescriptor(record, LINK_KEY);
  if (link === undefined) return;
  const isAlone = Reflect.ownKeys(record).length === 1;
  if (isAlone || (!isLeaf(link.value) && holdsLinkFields(link.value))) {
    throw new ReservedKeyError([...path], LINK_KEY);
  }
}

/** @throws {ReservedKeyError} for a place whose own name makes its container a marked object */
export function refuseMarkedPlace(path: readonly string[]): void {
  path.forEach((segment, at) => {
    const isInLink = segment === LINK_KEY && path[at + 1] === LINK_FIELDS;
    if (isInLink || RESERVED_KEYS.includes(segment)) {
      throw new ReservedKeyError(path.slice(0, at), segment);
    }
  });
}

/** @throws {ReservedKeyError} when `node` at `path` would make its container a link */
export function refuseLinkMember(path: readonly string[], node: unknown): void {
  if (path.at(-1) === LINK_KEY && holdsLinkFields(node)) {
    throw new ReservedKeyError(path.slice(0, -1), LINK_KEY);
  }
}

function holdsLinkFields(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, LINK_FIELDS);
}
