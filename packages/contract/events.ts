/**
 * The typed events of engine, cache and pattern manager. Tests assert exact lists of them; no
 * decision may read them. Lists of identities are in dependency order.
 */

/** `{identity, symbol}`, the only pointer to code. Validated by package module-identity. */
export interface PatternRef {
  readonly identity: string;
  readonly symbol: string;
}

/** Payload of each event, without `type`, `space` and sequence number. */
export interface EventPayloads {
  identified: { entry: string; modules: number };
  cacheHit: {
    entry: string;
    from: "artifact" | "module" | "process" | "space";
    modules: readonly string[];
  };
  cacheMiss: { entry: string; reasons: Readonly<Record<string, string>> };
  compiled: { modules: readonly string[] };
  carried: { modules: readonly string[] };
  verified: { modules: readonly string[] };
  evaluated: { modules: readonly string[] };
  wroteBack: { entry: string; sources: readonly string[]; compiled: readonly string[] };
  writeBackFailed: { entry: string; error: string };
  replicated: { from: string; to: string; entry: string; modules: number };
  repaired: { identity: string; reason: string };
  disagreed: { identity: string; stored: string; ours: string };
  rejected: { identity: string; reason: string };
  bodyDisagreement: { identity: string; stored: string; ours: string };
  loadFailed: { ref: PatternRef; reason: string };
  started: { piece: string; ref: PatternRef; nodes: number; rehydrated: number; toRun: number };
  resumed: { piece: string; ref: PatternRef; nodes: number; rehydrated: number; toRun: number };
  ran: { piece: string; action: string; cause: "first" | "invalid" | "retry" };
  swapped: { piece: string; from: PatternRef; to: PatternRef };
  rolledBack: { piece: string; from: PatternRef; to: PatternRef };
  stopped: { piece: string; ref: PatternRef };
  identityStability: { piece: string; outcome: "stable" | "changed" | "unstable" };
  warning: { code: string; text: string };
}

export type EventType = keyof EventPayloads;

/** One event: its type, its payload and, where it has one, the space it belongs to. */
export type EngineEvent = {
  [T in EventType]: { readonly type: T; readonly space?: string } & Readonly<EventPayloads[T]>;
}[EventType];

/** Takes events; must not throw. */
export type EventSink = (event: EngineEvent) => void;
