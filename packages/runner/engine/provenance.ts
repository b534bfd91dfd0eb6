/**
 * Trust as a fact about an object. Everything here sits in weak tables private to this module: no
 * property of a value, no string and no stored document can grant it. Builders add artifacts, the
 * engine stamps definers and refs when a component is complete; the runtime only asks.
 */
import { LIMITS } from "@commonfabric/contract";
import { currentFrame } from "../frame-powers.ts";
import { hardenAtLockdown } from "../sandbox/harden-at-lockdown.ts";
import type { EntryRef } from "@commonfabric/module-identity";

// deno-lint-ignore ban-types -- any callable, whatever its parameters
export type Callable = Function;

/** What a builder made. `kind` is the builder's name: `pattern`, `lift`, `handler`, `computed`... */
export interface ArtifactInfo {
  readonly kind: string;
  /** The author's callback; absent where a builder takes none. */
  readonly implementation?: Callable;
  /**
   * Runs the body of a pattern that has not run yet. The loader calls it when the component of its
   * module has been evaluated; later calls do nothing.
   */
  readonly complete?: () => void;
}

/** Thrown where a builder is called inside a running action. */
export class BuilderContextError extends Error {
  override readonly name = "BuilderContextError";
  constructor(kind: string) {
    super(
      `Cannot create a ${kind} inside a running action: define the ${kind} at module level.`,
    );
  }
}

/** Thrown for a symbol that cannot be part of a pointer. */
export class SymbolError extends Error {
  override readonly name = "SymbolError";
  constructor() {
    super(`A symbol has 1 to ${LIMITS.symbolLength} characters and no NUL.`);
  }
}

hardenAtLockdown(BuilderContextError);
hardenAtLockdown(SymbolError);

const trustedBuilderArtifacts = new WeakMap<object, ArtifactInfo>();
const definedBy = new WeakMap<object, string>();
const provenance = new WeakMap<Callable, EntryRef>();
const entryRefs = new WeakMap<object, EntryRef>();
const derivedCopies = new WeakMap<object, object>();
const hostTrust = new WeakMap<Callable, string>();
let hostGrants = 0;

/**
 * Records `value` as made by a host builder. Only builders call it, after they froze `value` and
 * hardened its implementation.
 * @throws {BuilderContextError} inside a computation, a handler, or an action that has ended
 */
export function markBuilderArtifact(value: object, info: ArtifactInfo): void {
  assertBuilderAllowed(info.kind);
  if (trustedBuilderArtifacts.has(value)) return;
  trustedBuilderArtifacts.set(value, Object.freeze({ ...info }));
  currentFrame()?.evaluation?.created.push(value);
}

/** Builders call this first. @throws {BuilderContextError} inside a running action */
export function assertBuilderAllowed(kind: string): void {
  const frame = currentFrame();
  if (frame === undefined) return;
  const permitted = frame.kind === "module-evaluation" || frame.kind === "pattern";
  if (!permitted || !frame.open) throw new BuilderContextError(kind);
}

/** True for an artifact that a host builder made, and for noted copies of one. */
export function isTrustedArtifact(value: unknown): value is object {
  return isObject(value) && trustedBuilderArtifacts.has(original(value));
}

/** What the builder said of `value`, or `undefined` when it is no artifact. */
export function artifactInfo(value: unknown): ArtifactInfo | undefined {
  return isObject(value) ? trustedBuilderArtifacts.get(original(value)) : undefined;
}

/** Identity of the module during whose evaluation `value` was created, once its component ended. */
export function definerOf(value: unknown): string | undefined {
  return isObject(value) ? definedBy.get(original(value)) : undefined;
}

/** Stamps the definer; the first stamp stays. The engine calls it, definers before re-exporters. */
export function stampDefiner(value: object, identity: string): void {
  const artifact = original(value);
  if (trustedBuilderArtifacts.has(artifact) && !definedBy.has(artifact)) {
    definedBy.set(artifact, identity);
  }
}

/** The pointer of an artifact: its defining module and symbol, whatever exports it. */
export function getArtifactEntryRef(value: unknown): EntryRef | undefined {
  return isObject(value) ? entryRefs.get(original(value)) : undefined;
}

/**
 * Gives the artifact its one pointer; the first write stays.
 * A ref that names another module than the definer is dropped.
 */
export function recordEntryRef(value: object, ref: EntryRef): void {
  const artifact = original(value);
  assertSymbol(ref.symbol);
  if (definedBy.get(artifact) !== ref.identity || entryRefs.has(artifact)) return;
  entryRefs.set(artifact, Object.freeze({ identity: ref.identity, symbol: ref.symbol }));
}

/**
 * Records which verified code an implementation function is. First write wins. A ref that
 * disagrees with the definer of `artifact` is dropped.
 */
export function recordVerifiedProvenance(artifact: object, ref: EntryRef): void {
  assertSymbol(ref.symbol);
  if (definerOf(artifact) !== ref.identity) return;
  const implementation = artifactInfo(artifact)?.implementation;
  if (implementation === undefined || provenance.has(implementation)) return;
  provenance.set(
    implementation,
    Object.freeze({ identity: ref.identity, symbol: ref.symbol }),
  );
}

/** The verified code that `implementation` is, or `undefined`. */
export function provenanceOf(implementation: Callable): EntryRef | undefined {
  return provenance.get(implementation);
}

/** The only way in which a copy inherits trust, definer and ref of what it was copied from. */
export function noteDerivedCopy<T extends object>(copy: T, from: object): T {
  const source = original(from);
  if (!trustedBuilderArtifacts.has(source)) {
    throw new TypeError("Cannot note a derived copy: its original is not a builder artifact");
  }
  if (copy !== source && !trustedBuilderArtifacts.has(copy)) derivedCopies.set(copy, source);
  return copy;
}

/**
 * Lets a function of the host be executed as a node; it never gets a verified identity.
 * `reason` is for people who read the grant.
 * @returns its implementation identity, `host:<n>`
 */
export function unsafeTrustHostValue(value: Callable, options: { reason: string }): string {
  if (typeof value !== "function") {
    throw new TypeError("Cannot trust a host value that is not a function");
  }
  if (options.reason === "") throw new TypeError("Cannot trust a host value without a reason");
  const known = hostTrust.get(value);
  if (known !== undefined) return known;
  const id = `host:${++hostGrants}`;
  hostTrust.set(value, id);
  return id;
}

/** `host:<n>` of a host function that was granted execution, or `undefined`. */
export function hostTrustOf(value: Callable): string | undefined {
  return hostTrust.get(value);
}

/** True for a symbol that may be part of a pointer. */
export function isPointerSymbol(symbol: string): boolean {
  return symbol.length > 0 && symbol.length <= LIMITS.symbolLength && !symbol.includes("\0");
}

function assertSymbol(symbol: string): void {
  if (!isPointerSymbol(symbol)) throw new SymbolError();
}

/** The artifact that a builder made, behind a noted copy of it or behind itself. */
export function originalArtifact(value: object): object {
  return original(value);
}

/** A copy of a copy is noted against the first original, so one step always suffices. */
function original(value: object): object {
  return derivedCopies.get(value) ?? value;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
