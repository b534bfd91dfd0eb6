/**
 * Addresses as every command prints and accepts them:
 * `[<space>]/of:<id>[~user | ~session][/<segment>...][#argument | #internal:<cause> | #meta:<name>]`.
 * `@<name>` in place of space, id and scope stands for a piece by its local name.
 */
import { quote } from "@commonfabric/contract";
import { encodeSegment } from "../output/value-json.ts";
import { CommandError } from "./errors.ts";

/** A document of a piece that is not its result, or a field of the result document's meta. */
export type AddressPart =
  | { readonly kind: "argument" }
  /** The name of an internal cell: text, or other data. */
  | { readonly kind: "internal"; readonly cause: unknown }
  | { readonly kind: "meta"; readonly name: string };

export interface CommandAddress {
  /** Empty for the space of the command. */
  readonly space: string;
  readonly id: string;
  /** Absent for the instance that everybody shares. */
  readonly scope?: "space" | "user" | "session";
  readonly path: readonly string[];
  readonly part?: AddressPart;
}

/** What an operand says: an address, or the name of a piece with a place in it. */
export type AddressOperand =
  | { readonly kind: "address"; readonly address: CommandAddress }
  | {
    readonly kind: "name";
    readonly name: string;
    readonly place: Pick<CommandAddress, "path" | "part">;
  };

/** The text form of an address. */
export function formatAddress(address: CommandAddress): string {
  const { space, id, scope = "space", path, part } = address;
  const instance = scope === "space" ? "" : `~${scope}`;
  const segments = path.map((segment) => `/${encodeSegment(segment)}`).join("");
  return `${space}/${id}${instance}${segments}${part === undefined ? "" : formatPart(part)}`;
}

function formatPart(part: AddressPart): string {
  switch (part.kind) {
    case "argument":
      return "#argument";
    case "internal":
      return `#internal:${formatCause(part.cause)}`;
    case "meta":
      return `#meta:${encodeSegment(part.name)}`;
    default:
      return part satisfies never;
  }
}

/** Text as it is; other data as JSON. A brace that begins text is encoded, so both differ. */
function formatCause(cause: unknown): string {
  if (typeof cause !== "string") return encodeSegment(JSON.stringify(cause));
  const text = encodeSegment(cause);
  return /^[[{]/.test(text)
    ? `%${text.charCodeAt(0).toString(16).toUpperCase()}${text.slice(1)}`
    : text;
}

const WANTED =
  "[<space>]/of:<id>[~user|~session][/<segment>...][#argument|#internal:<cause>|#meta:<name>]";
const PLACE = /^((?:\/[^#]*)?)(?:#(argument|(?:internal|meta):[^#]+))?$/;
const DOCUMENT =
  /^([A-Za-z0-9][A-Za-z0-9._:+~-]{0,255})?\/(of:[A-Za-z0-9_-]{43})(?:~(user|session))?(?=[/#]|$)/;
const NAME = /^@([^/#]+)/;

/** @throws {CommandError} when `text` is not an address of a document or a place in one. */
export function parseAddress(text: string): CommandAddress {
  const match = DOCUMENT.exec(text);
  if (match === null) throw notAnAddress(text);
  const [whole, space = "", id, scope] = match;
  return {
    space,
    id: id!,
    ...(scope === undefined ? {} : { scope: scope as "user" | "session" }),
    ...parsePlace(text.slice(whole.length), text),
  };
}

/** @throws {CommandError} when `text` is neither an address nor a name. */
export function parseAddressOperand(text: string): AddressOperand {
  const named = NAME.exec(text);
  if (named === null) return { kind: "address", address: parseAddress(text) };
  const name = decode(named[1]!, text);
  return { kind: "name", name, place: parsePlace(text.slice(named[0].length), text) };
}

/** Whether an operand is meant as an address or a name, not as a file. */
export function looksLikeAddress(text: string): boolean {
  return text.startsWith("@") || /^[^/]*\/of:/.test(text);
}

function parsePlace(rest: string, text: string): Pick<CommandAddress, "path" | "part"> {
  const match = PLACE.exec(rest);
  if (match === null) throw notAnAddress(text);
  const [, segments = "", part] = match;
  const path = segments === ""
    ? []
    : segments.slice(1).split("/").map((segment) => decode(segment, text));
  return part === undefined ? { path } : { path, part: parsePart(part, text) };
}

function parsePart(part: string, text: string): AddressPart {
  if (part === "argument") return { kind: "argument" };
  const at = part.indexOf(":");
  const [kind, name] = [part.slice(0, at), part.slice(at + 1)];
  if (kind === "meta") return { kind: "meta", name: decode(name, text) };
  const cause = decode(name, text);
  if (!/^[[{]/.test(name)) return { kind: "internal", cause };
  try {
    return { kind: "internal", cause: JSON.parse(cause) as unknown };
  } catch (error) {
    throw notAnAddress(text, `its cause is not JSON: ${(error as Error).message}`);
  }
}

function decode(segment: string, text: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notAnAddress(text, `${quote(segment)} is not percent-encoded`);
  }
}

function notAnAddress(text: string, reason = `wanted: ${WANTED}`): CommandError {
  return new CommandError(`not an address: ${quote(text)} (${reason})`);
}
