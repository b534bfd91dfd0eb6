/** The documents of one piece. All ids derive from the result cell, none from program text. */
import { canonicalBytes, encodeBase64Url, type Sha256 } from "@commonfabric/canonical";
import { documentId } from "@commonfabric/storage";
import type { Alias, PartialCause, PatternGraph } from "../builders/graph.ts";
import type { Address, CellScope } from "../types.ts";

/** How a link or cell counts inside a cause. */
export function addressCause(address: Address): unknown {
  const { id, space, path } = address;
  return { "/": { "link@1": { id, path: [...path], space } } };
}

/** The root of the document that `cause` names, in the space and scope of `near`. */
export function documentAt(near: Address, cause: unknown, sha256: Sha256): Address {
  return { space: near.space, scope: near.scope, id: documentId(cause, sha256), path: [] };
}

/** The result cell of a child, from the position of its output. */
export function childResult(output: Address, sha256: Sha256, slot?: unknown): Address {
  const resultFor = addressCause(output);
  return documentAt(output, slot === undefined ? { resultFor } : { resultFor, slot }, sha256);
}

/** The argument of the piece at `result`. */
export function argumentAddress(result: Address, sha256: Sha256): Address {
  return documentAt(result, { parent: addressCause(result), type: "argument" }, sha256);
}

type Scopes = ReadonlyMap<string, CellScope>;
const scopes = new WeakMap<PatternGraph["internal"], Scopes>();

/** The scopes of internal cells that state one, once per graph. */
function scopesOf({ internal }: Pick<PatternGraph, "internal">): Scopes {
  let known = scopes.get(internal);
  if (known === undefined) {
    const stated = internal.flatMap(({ partialCause, scope }) =>
      scope === undefined ? [] : [[causeKey(partialCause), scope] as const]
    );
    scopes.set(internal, known = new Map(stated));
  }
  return known;
}

function causeKey(cause: PartialCause): string {
  return typeof cause === "string" ? cause : `\u0000${encodeBase64Url(canonicalBytes(cause))}`;
}

/** Addresses of the argument and the internal cells of the piece at `result`. */
export class PieceAddresses {
  readonly result: Address;
  readonly argument: Address;
  readonly #sha256: Sha256;
  readonly #internal = new Map<string, Address>();
  readonly #scopes: Scopes;

  constructor(result: Address, graph: Pick<PatternGraph, "internal">, sha256: Sha256) {
    this.result = result;
    this.#sha256 = sha256;
    this.#scopes = scopesOf(graph);
    this.argument = argumentAddress(result, sha256);
  }

  internal(cause: PartialCause): Address {
    const key = causeKey(cause);
    let address = this.#internal.get(key);
    if (address === undefined) {
      const parent = addressCause(this.result);
      const scope = this.#scopes.get(key) ?? this.result.scope;
      const near = { ...this.result, scope };
      address = documentAt(near, { parent, type: "internal", cause }, this.#sha256);
      this.#internal.set(key, address);
    }
    return address;
  }

  /** Where an alias leads. */
  of(alias: Alias): Address {
    const { cell, path } = alias.$alias;
    const root = cell === "argument"
      ? this.argument
      : cell === "result"
      ? this.result
      : this.internal(cell);
    return path.length === 0 ? root : { ...root, path };
  }
}
