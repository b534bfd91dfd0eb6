/** A runtime for the length of one verb: made, listened to, and disposed whatever happens. */
import { messageOf, readToolchain, Runtime, type RuntimeError, textOf } from "@commonfabric/runner";
import type { SpaceId, SpaceStore, SpaceStores, SqliteStores } from "@commonfabric/storage";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { readNetwork } from "./network.ts";
import { showNavigation } from "./show-navigation.ts";
import { storeErrorsAsLines } from "../store/open-space.ts";

export interface RuntimeSession {
  readonly runtime: Runtime;
  /** Errors that the runtime reported so far. */
  readonly reported: readonly RuntimeError[];
}

const DISPOSE_DEADLINE_MS = 10_000;

/**
 * Runs `fn` with a runtime over `stores`. What guest code writes to its console is a hint.
 * @throws {CommandError} for what a store refuses, for stored pieces that do not start, and with the
 * exit code of an interrupt
 */
export async function withRuntime<T>(
  stores: SpaceStores,
  context: VerbContext,
  fn: (session: RuntimeSession) => Promise<T>,
): Promise<T> {
  const { powers, printer } = context;
  const network = await readNetwork(context);
  const interrupted = Promise.withResolvers<never>();
  interrupted.promise.catch(() => {});
  powers.onInterrupt(() => interrupted.reject(new CommandError("interrupted", EXIT.interrupted)));
  const reported: RuntimeError[] = [];
  const runtime = new Runtime({
    stores,
    toolchain: readToolchain(),
    ports: {
      navigate: showNavigation((text) => printer.hint(text)),
      ...(network === undefined ? {} : { fetch: network }),
    },
    console: (level, text) => printer.hint(`[${level}] ${text}`),
  });
  runtime.onError((error) => void reported.push(error));
  return await storeErrorsAsLines(async () => {
    // A verb that is refused writes nothing at all.
    let isRefused = true;
    try {
      const result = await Promise.race([fn({ runtime, reported }), interrupted.promise]);
      isRefused = false;
      return result;
    } catch (error) {
      throw asLine(error);
    } finally {
      await runtime.dispose({ deadlineMs: DISPOSE_DEADLINE_MS, isRefused });
    }
  });
}

/** Stores whose spaces are opened for reading: nothing that a runtime does can move their heads. */
export function readOnlyStores(stores: SqliteStores): SpaceStores {
  return withSecretsOf(stores, (space) => stores.open(space, { mode: "read-only" }));
}

/** Stores that make no space: a link into one that is not there must not create it. */
export function existingStores(stores: SqliteStores): SpaceStores {
  return withSecretsOf(stores, (space) => stores.open(space, { create: false }));
}

function withSecretsOf(
  { secretFile }: SqliteStores,
  open: (space: SpaceId) => Promise<SpaceStore>,
): SpaceStores {
  return Object.assign(open, { secretFile });
}

/** Errors of the runtime that say what is wrong with the stored piece, the value or the place. */
const SPEAKING: ReadonlySet<string> = new Set([
  "ArgumentMismatchError",
  "CommitTooLargeError",
  "ConflictError",
  "LinkCycleError",
  "NotAContainerError",
  "NotAPatternError",
  "PieceStartError",
  "ReservedKeyError",
  "SettleTimeoutError",
  "UnknownPatternError",
  "UnstorableValueError",
  "ValueTooLargeError",
]);

function asLine(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CommandError) return error;
  const isSpeaking = SPEAKING.has(textOf(error, "name") ?? "");
  return isSpeaking ? new CommandError(messageOf(error), 1, { cause: error }) : error;
}
