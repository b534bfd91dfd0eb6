/** The side document `cachePins`: modules whose closures collection keeps whatever points to them. */
import { sortedUtf8 } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import {
  type Identity,
  InvalidIdentityError,
  isModuleIdentity,
} from "@commonfabric/module-identity";
import { cacheDocumentKey, PINS_KEY, sourceDocKey } from "./documents/keys.ts";
import { exactFields } from "./documents/shape.ts";
import { readDocuments } from "./read/read-documents.ts";
import { type CachePort, WriteBackError, type WritePowers } from "./write/cache-port.ts";

const ATTEMPTS = 8;

/** A module that cannot be pinned, because the space has no source document of it. */
export class UnknownModuleError extends Error {
  override readonly name = "UnknownModuleError";
  constructor(identity: Identity, space: string) {
    super(
      `Cannot pin ${identity}: space ${quote(space)} has no source document of it. ` +
        `"cf cache ls" lists what is there.`,
    );
  }
}

/** The pinned identities of a stored value, sorted; what is none of ours is left out. */
export function parsePins(value: unknown): Identity[] {
  const pins = exactFields(value, ["identities"])?.get("identities");
  return Array.isArray(pins) ? sortedUtf8(new Set(pins.filter(isModuleIdentity))) : [];
}

/**
 * Pins a module, or takes its pin away; whether that changed anything. Of writers that meet all
 * pins win.
 * @throws {InvalidIdentityError} @throws {UnknownModuleError} @throws {WriteBackError}
 */
export async function setPin(
  port: Pick<CachePort, "store" | "commit">,
  { identity, isPinned }: { readonly identity: Identity; readonly isPinned: boolean },
  powers: Pick<WritePowers, "newTxId" | "sha256">,
): Promise<boolean> {
  if (!isModuleIdentity(identity)) throw new InvalidIdentityError(identity);
  const { store } = port;
  const key = cacheDocumentKey(PINS_KEY, powers.sha256);
  const source = cacheDocumentKey(sourceDocKey(identity), powers.sha256);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Heads first: pins that are written in between make the commit conflict.
    const [seq, sourceSeq] = await store.heads([key, source]);
    const [found] = await readDocuments(store, [key]);
    const before = parsePins(found === "damaged" ? undefined : found?.doc.value);
    if (before.includes(identity) === isPinned) return false;
    if (isPinned && sourceSeq === undefined) throw new UnknownModuleError(identity, store.space);
    const identities = isPinned
      ? sortedUtf8([...before, identity])
      : before.filter((each) => each !== identity);
    const result = await port.commit({
      txId: powers.newTxId(),
      // Nobody collects the module between the look at it and the pin.
      reads: isPinned ? [{ key: source, seq: sourceSeq! }] : [],
      writes: [{ key, doc: { value: { identities } }, base: seq ?? "absent", tag: PINS_KEY }],
    });
    if ("ok" in result) return true;
    if ("refused" in result) throw new WriteBackError(store.space, result.refused.code);
  }
  throw new WriteBackError(store.space, "others keep writing pins");
}
