/**
 * A commit batch as a transaction, for documents that replicas do not hold: it has an implementation
 * identity, writes under schemas are intents, and the commit needs them prepared. Bases, tags, blobs
 * and whatever else the batch says go to the store as they are.
 */
import type { JSONSchema } from "@commonfabric/api";
import type { CommitBatch, CommitResult, DocWrite, SpaceStore } from "@commonfabric/storage";
import { schemaNode } from "../schemas/schema-node.ts";
import type { ImplementationIdentity } from "../types.ts";
import { CfcNotPreparedError } from "./errors.ts";
import { grantedEntries } from "./grant.ts";
import { LabelIntents } from "./intents.ts";
import { relabelled } from "./relabel.ts";

const ROOT: readonly string[] = Object.freeze([]);

export class BatchTransaction {
  readonly #store: Pick<SpaceStore, "commit">;
  readonly #batch: CommitBatch;
  readonly #principal: string;
  readonly #intents = new LabelIntents();
  readonly #writes: DocWrite[] = [];
  #identity: ImplementationIdentity = { kind: "unsupported" };

  /** `batch.writes` are not written before they are handed to `write`. */
  constructor(store: Pick<SpaceStore, "commit">, batch: CommitBatch, principal: string) {
    this.#store = store;
    this.#batch = batch;
    this.#principal = principal;
  }

  get implementationIdentity(): ImplementationIdentity {
    return this.#identity;
  }

  setImplementationIdentity(identity: ImplementationIdentity): void {
    this.#identity = identity;
  }

  /** Writes a document under `schema`; the labels that `write` brings along are not taken over. */
  write(write: DocWrite, schema?: JSONSchema): void {
    if (write.doc === null) return void this.#writes.push(write);
    const under = {
      schema: schemaNode(schema),
      writer: this.#identity,
      principal: this.#principal,
    };
    const { labels: _claimed, ...doc } = write.doc;
    const { value } = doc;
    const granted = grantedEntries(under, value, ROOT, "whole");
    this.#intents.note({ ...under, isSetup: true, path: ROOT, before: undefined, after: value });
    this.#writes.push({ ...write, doc: relabelled(doc, [ROOT], granted) ?? doc });
  }

  /** @throws {WriteNotAuthorizedError} */
  prepareCfc(): void {
    this.#intents.prepare();
  }

  /** @throws {CfcNotPreparedError} */
  async commit(): Promise<CommitResult> {
    if (this.#intents.isOpen) throw new CfcNotPreparedError(this.#batch.txId);
    return await this.#store.commit({ ...this.#batch, writes: this.#writes });
  }
}
