/**
 * The requests of one node. It decides what a stored answer needs; a request is sent after the
 * commit that says `pending`.
 *
 *     inputs ──> key ──┬─ equal to the stored one, settled  ──> nothing
 *                      ├─ equal, pending, in flight here    ──> nothing
 *                      ├─ equal, pending, nobody here asked ──> send again
 *                      └─ another                           ──> {pending: true} ──> send
 *                                          reply ──> still that key? ──> {pending: false, ...}
 */
import { canonicalBytes, digestText } from "@commonfabric/canonical";
import { unavailableMessage } from "../builders/errors.ts";
import type { ObservedAction } from "../observations/run-record.ts";
import { openOutput, outputChain } from "../pieces/output-scope.ts";
import { readerOf } from "../pieces/read-binding.ts";
import type { Applied } from "../pieces/run-transaction.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { convertValue } from "../values/convert.ts";
import { ActiveRequest, messageOf } from "./active-request.ts";
import type { AsyncCall, InputData } from "./async-call.ts";
import type { PlacedNode, StoredInputs } from "./node-site.ts";
import { readInputs } from "./read-inputs.ts";
import { type Reply, type Request, RequestInputError } from "./request.ts";
import { type Members, readState, type RequestState, writeState } from "./request-state.ts";

/** What the inputs ask for. */
export type Wish =
  | { readonly kind: "idle"; readonly members: Members }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "request"; readonly key: string; readonly request: Request };

const COMMIT_ATTEMPTS = 8;

/** The requests of one node: at most one is in flight. */
export class NodeRequests {
  readonly #node: PlacedNode;
  readonly #call: AsyncCall;
  readonly #inputs: StoredInputs;
  readonly #members: Members;
  #active: ActiveRequest | undefined;
  /** The node, which replies name as the source of their changes. */
  #source: unknown;
  /** Where the answer stands: the output, or the instance of whom the inputs belong to. */
  #place: Address;
  #isStopped = false;
  /** Whether the last run had to say that this host cannot answer. */
  #isRefusedByHost = false;

  constructor(node: PlacedNode, call: AsyncCall) {
    this.#node = node;
    this.#place = node.output;
    this.#call = call;
    this.#inputs = call.requestInputs?.(node) ?? node.inputs;
    this.#members = call.members?.(node) ?? {};
  }

  /** That no host could answer belongs to what is bound: one that can asks what another could not. */
  get observed(): ObservedAction {
    const { observed } = this.#node;
    const refused = (inputs: string | undefined) => inputs && `${inputs} unavailable`;
    return {
      ...observed,
      bound: () => this.#isRefusedByHost ? refused(observed.bound()) : observed.bound(),
      accepts: (digest) => {
        const inputs = observed.bound();
        if (digest === inputs) return true;
        return digest === refused(inputs) && !this.#call.isAvailable(this.#node);
      },
    };
  }

  stop(): void {
    this.#isStopped = true;
    this.#replace(undefined);
  }

  wish(tx: RunnerTransaction): Wish {
    const { core, piece, builtin } = this.#node;
    this.#call.prepare?.(tx, this.#node);
    const inputs = readInputs(readerOf(core, tx), this.#inputs, piece.link) as InputData;
    try {
      const request = this.#call.request(inputs, this.#node);
      if (request === undefined) {
        return { kind: "idle", members: this.#call.idleMembers?.(inputs, this.#node) ?? {} };
      }
      const key = digestText(core.spaces.sha256, canonicalBytes([builtin, request.key]));
      return { kind: "request", key, request };
    } catch (error) {
      if (!(error instanceof RequestInputError)) throw error;
      return { kind: "refused", message: messageOf(error) };
    }
  }

  /** Writes what the stored answer needs; what has to be sent is sent when that is committed. */
  decide(tx: RunnerTransaction, wish: Wish): Applied {
    const { builtin } = this.#node;
    const output = openOutput(tx, this.#node.output);
    this.#place = output;
    this.#source = tx.source;
    const isSettled = wish.kind === "request" && isAnswer(readState(tx, output), wish.key);
    // What another host was told for the same inputs stands.
    this.#isRefusedByHost = !isSettled && !this.#call.isAvailable(this.#node);
    if (isSettled) {
      tx.postCommit(() => {
        this.#replace(undefined);
        this.#call.onStored?.(this.#node);
      });
      return this.#call.onStored === undefined ? [] : "unknown";
    }
    if (this.#isRefusedByHost) return this.#rest(tx, errorMembers(unavailableMessage(builtin)));
    if (wish.kind === "refused") return this.#rest(tx, errorMembers(wish.message));
    if (wish.kind === "idle") return this.#rest(tx, wish.members);
    const { key, request } = wish;
    const stored = readState(tx, output);
    if (stored.key === key && this.#active?.key === key) return "unknown";
    writeState(tx, output, this.#state(true, key, {}));
    tx.postCommit(() => this.#send(key, request));
    return "unknown";
  }

  /** Writes an answer that nothing is asked for. */
  #rest(tx: RunnerTransaction, answer: Members): Applied {
    writeState(tx, this.#place, this.#state(false, undefined, answer));
    tx.postCommit(() => {
      this.#replace(undefined);
      this.#call.onIdle?.(this.#node);
    });
    return [];
  }

  /** Drops the request in flight once `tx` is committed; these inputs are not asked for again. */
  cancel(tx: RunnerTransaction): void {
    const { key, isPending } = readState(tx, this.#place);
    if (!isPending) return;
    writeState(tx, this.#place, this.#state(false, key, {}));
    tx.postCommit(() => this.#replace(undefined));
  }

  #state(isPending: boolean, key: string | undefined, members: Members) {
    return { isPending, key, members: { ...members, ...this.#members } };
  }

  #replace(next: ActiveRequest | undefined): void {
    this.#active?.abort();
    this.#active = next;
  }

  #send(key: string, request: Request): void {
    if (this.#isStopped) return;
    const { core, piece, name, builtin } = this.#node;
    const active = new ActiveRequest({
      name: builtin,
      key,
      request,
      ports: core.ports,
      settle: async (end) => {
        await this.#commit(key, false, end.kind === "reply" ? end.reply : failure(end.message));
        if (this.#active === active) this.#active = undefined;
      },
      show: (partial) =>
        this.#commit(key, true, () => ({ members: { partial: this.#stored(partial) } })),
      report: (error) => core.report(error, { kind: "store", piece, action: name.id }),
    });
    this.#replace(active);
    core.track(active.run(), { kind: "action", piece, action: name.id });
  }

  #stored(value: unknown): unknown {
    return convertValue(value, { target: this.#node.output, author: "guest" });
  }

  /**
   * Stores members of the answer, unless somebody else did or the inputs are others by now. A reply
   * that cannot be stored becomes the error that says why.
   */
  async #commit(key: string, isPending: boolean, given: Reply): Promise<void> {
    let reply = given;
    for (let attempt = 1; attempt <= COMMIT_ATTEMPTS; attempt++) {
      const tx = this.#begin();
      try {
        if (!this.#isWanted(tx, key)) return tx.abort();
        const { members, applied } = reply(tx);
        writeState(tx, this.#place, this.#state(isPending, key, members));
        if (!isPending) this.#observe(tx, applied ?? []);
      } catch (error) {
        tx.abort(error);
        if (tx.isSuspended) await this.#node.core.spaces.load(tx.missing);
        else if (isPending) return;
        else reply = failure(messageOf(error));
        continue;
      }
      tx.prepareCfc();
      const result = await tx.commit();
      if ("ok" in result) return;
      if ("conflict" in result) continue;
      if (isPending) return;
      const { code } = result.refused;
      reply = failure(`The reply cannot be stored: ${code}`);
    }
    throw new Error(`The answer of ${this.#node.builtin} could not be stored`);
  }

  /** After a restart nothing runs for an answer whose inputs are the same. */
  #observe(tx: RunnerTransaction, applied: Applied): void {
    const { core, piece, name, output } = this.#node;
    core.observer?.observe(tx, {
      tx,
      piece: piece.link,
      action: name.id,
      impl: name.implementation,
      observed: this.observed,
      reads: tx.readLog.filter(({ address }) => address.id !== output.id),
      outputs: outputChain(output, tx.narrowestRead),
      status: "ok",
      children: applied === "unknown" ? undefined : applied,
    });
  }

  #begin(): RunnerTransaction {
    const { core, name } = this.#node;
    const tx = new RunnerTransaction(core.spaces, {
      source: this.#source,
      elements: { kind: "inline" },
      onMissing: "suspend",
    });
    tx.setImplementationIdentity(name.identity);
    return tx;
  }

  /** Whether the answer still waits for this reply. Reading it makes the commit depend on it. */
  #isWanted(tx: RunnerTransaction, key: string): boolean {
    const output = this.#place;
    tx.log({ address: output, depth: "deep", part: "value" });
    const state = readState(tx, output);
    if (state.key !== key || !state.isPending) return false;
    const wish = this.wish(tx);
    return wish.kind === "request" && wish.key === key;
  }
}

function isAnswer({ key, isPending }: RequestState, wanted: string): boolean {
  return key === wanted && !isPending;
}

function failure(message: string): Reply {
  return () => ({ members: errorMembers(message) });
}

function errorMembers(message: string): Members {
  return { error: Object.freeze({ message }) };
}
