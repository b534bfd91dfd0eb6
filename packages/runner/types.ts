/** Interfaces that the parts of the runner share: addresses, links, cells, transactions. */
import type { Cancel, CommitResult, SpaceId } from "@commonfabric/storage";
import type { JSONSchema } from "@commonfabric/api";

/** Which instance of one id is addressed. */
export type CellScope = "space" | "user" | "session";

/** (space, scope, id, path). `path` segments are own keys; array indexes are canonical decimals. */
export interface Address {
  readonly space: SpaceId;
  readonly scope: CellScope;
  readonly id: string;
  readonly path: readonly string[];
}

/** A document: one instance of an id. */
export type DocumentAddress = Pick<Address, "space" | "scope" | "id">;

/** The stored form of a link; missing space and id mean the containing document's. */
export interface Link {
  readonly "/": {
    readonly "link@1": {
      readonly id?: string;
      readonly space?: SpaceId;
      readonly path?: readonly string[];
      readonly schema?: JSONSchema;
      readonly scope?: CellScope;
      readonly overwrite?: "redirect";
    };
  };
}

/** A link with every field present. */
export interface FullLink extends Address {
  readonly schema?: JSONSchema;
}

/** Any storable value; links and cells inside are reduced to space, id and path. */
export type Cause = unknown;

export type ReadDepth = "deep" | "shallow";

export interface ReadEntry {
  readonly address: Address;
  readonly depth: ReadDepth;
}

export interface WriteEntry {
  readonly address: Address;
  readonly before: unknown;
  readonly after: unknown;
}

/** Who runs a transaction. Pattern code cannot reach it. */
export type ImplementationIdentity =
  | { readonly kind: "verified"; readonly identity: string; readonly symbol: string }
  | { readonly kind: "builtin"; readonly builtinId: string }
  | { readonly kind: "host"; readonly reason: string }
  | { readonly kind: "unsupported" };

export interface Transaction {
  readonly id: string;
  readonly status: "open" | "pending" | "done" | "aborted";
  read(address: Address, options?: { depth?: ReadDepth }): unknown;
  /** `undefined` removes. */
  write(address: Address, value: unknown): void;
  setImplementationIdentity(identity: ImplementationIdentity): void;
  prepareCfc(): void;
  /** Awaited before the commit is sent; a failure fails the commit. */
  addCommitGate(gate: () => Promise<void>): void;
  addCommitCallback(fn: (result: CommitResult) => void): void;
  /** Runs after a confirmed commit. */
  postCommit(fn: () => void): void;
  commit(): Promise<CommitResult>;
  abort(reason?: unknown): void;
  readonly readLog: readonly ReadEntry[];
  readonly writeLog: readonly WriteEntry[];
}

/** A handle: (address, schema, transaction), immutable. See the runtime's contract for each method. */
export interface Cell<T = unknown> {
  get(): Readonly<T> | undefined;
  sample(): Readonly<T> | undefined;
  set(value: T): void;
  update(value: Partial<T>): void;
  increment(by?: number): void;
  send(value?: T): void;
  push(...values: unknown[]): void;
  addUnique(...values: unknown[]): void;
  remove(ref: unknown): void;
  removeByValue(value: unknown): void;
  removeAll(ref: unknown): void;
  key(...path: (string | number)[]): Cell<unknown>;
  elementById(id: string): Cell<unknown>;
  resolveAsCell(): Cell<T>;
  for(cause: Cause, allowIfSet?: boolean): Cell<T>;
  asSchema<U = unknown>(schema: JSONSchema): Cell<U>;
  equals(other: unknown): boolean;
  equalLinks(other: unknown): boolean;
  sync(): Promise<Cell<T>>;
  sink(fn: (value: Readonly<T> | undefined) => void | Cancel): Cancel;
  pull(): Promise<Readonly<T> | undefined>;
  withTx(tx: Transaction | undefined): Cell<T>;
  /** The stored value, links as links. */
  getRaw(): unknown;
  getAsLink(): Link;
  getAsWriteRedirectLink(): Link;
  getAsNormalizedFullLink(): FullLink;
  getMetaRaw(field: string): unknown;
  setMetaRaw(field: string, value: unknown): void;
  sinkMeta(field: string, fn: (value: unknown) => void): Cancel;
}

/** A stateless handle that accepts events. */
export interface Stream<E = unknown> {
  send(event?: E): void;
  for(cause: Cause, allowIfSet?: boolean): Stream<E>;
  equals(other: unknown): boolean;
  getAsLink(): Link;
}
