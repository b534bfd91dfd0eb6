/**
 * Which instances of documents a runtime has: those of the space, those of its user and those of its
 * session. No address and no link names a user or a session, so the instances of others cannot be
 * asked for.
 */
import { type DocKey, SPACE_SCOPE } from "@commonfabric/storage";
import { quote } from "@commonfabric/contract";
import type { Address, CellScope } from "../types.ts";

/** Whose instances a runtime reads and writes. */
export interface ScopeOption {
  readonly user: string;
  readonly session: string;
}

/** An instance of an id in one space. */
export type Instance = Pick<Address, "scope" | "id">;

/** Scopes from wide to narrow. */
export const SCOPES: readonly CellScope[] = ["space", "user", "session"];

/** Whether there are more instances of `scope` than of `than`. */
export function isNarrower(scope: CellScope, than: CellScope): boolean {
  return SCOPES.indexOf(scope) > SCOPES.indexOf(than);
}

/** One text per instance, for tables of a runtime. Ids contain no control characters. */
export function instanceName({ scope, id }: Instance): string {
  return scope === "space" ? id : `${scope}\u0000${id}`;
}

const LOCAL: ScopeOption = { user: "local", session: "local" };
const MAX_LENGTH = 256;

/** Who acts in a runtime with this scope: the current principal of labels. */
export function principalOf(option: ScopeOption | undefined): string {
  return (option ?? LOCAL).user;
}

export class ScopeKeys {
  /** Without a named session its documents end with the runtime. */
  readonly isSessionStored: boolean;
  readonly #keys: Readonly<Record<CellScope, string>>;

  /** @throws {TypeError} for names that would make keys of two users equal */
  constructor(option: ScopeOption | undefined) {
    this.isSessionStored = option !== undefined;
    const { user, session } = option ?? LOCAL;
    checkName("user", user);
    checkName("session", session);
    if (session.includes(":")) throw invalidName("session", session);
    this.#keys = {
      space: SPACE_SCOPE,
      user: `user:${user}`,
      session: `session:${user}:${session}`,
    };
  }

  key({ scope, id }: Instance): DocKey {
    return { id, scopeKey: this.#keys[scope] };
  }

  /** The instance of a stored document, `undefined` for one of another user or session. */
  instance({ id, scopeKey }: DocKey): Instance | undefined {
    const scope = SCOPES.find((each) => this.#keys[each] === scopeKey);
    return scope === undefined ? undefined : { scope, id };
  }

  /** Whether a key is of a session. */
  isSession({ scopeKey }: DocKey): boolean {
    return scopeKey === this.#keys.session;
  }
}

function checkName(what: keyof ScopeOption, name: unknown): asserts name is string {
  const isName = typeof name === "string" && name.length > 0 && name.length <= MAX_LENGTH &&
    name.isWellFormed() && !hasControlCharacter(name);
  if (!isName) throw invalidName(what, name);
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

function invalidName(what: keyof ScopeOption, name: unknown): TypeError {
  const shown = typeof name === "string" ? quote(name) : typeof name;
  const rule = what === "session" ? " and no colon" : "";
  return new TypeError(
    `scope.${what} is ${shown}: give 1 to ${MAX_LENGTH} characters without control characters` +
      `${rule}.`,
  );
}
