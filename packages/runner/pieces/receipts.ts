/**
 * Receipts of ingress events: one document per event that a space has handled, written by the commit
 * that handles it, in the space that this commit writes: that of the stream, or the one to which its
 * cells lead. They are kept for 30 days, measured by the clock of the store.
 */
import { RECEIPT_PREFIX } from "@commonfabric/compilation-cache";
import { LIMITS } from "@commonfabric/contract";
import { documentId, type SpaceId, spaceKey } from "@commonfabric/storage";
import type { QueuedEvent } from "../scheduler/event-queue.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";

const DAY_MS = 86_400_000;
const PAGE = 1_000;

type Ingress = Pick<QueuedEvent, "id" | "stream">;

/**
 * The receipt exists if and only if the event was handled: it is part of the commit. The answer is
 * the space that has it.
 */
export function writeReceipt(tx: RunnerTransaction, event: Ingress): SpaceId {
  const space = tx.writtenSpace ?? event.stream.space;
  const receipt = { space, scope: "space", id: receiptId(tx.spaces, event) } as const;
  const value = Object.freeze({ event: event.id });
  tx.apply(receipt, { part: "value", path: [], kind: "write", value });
  tx.setWriteOptions(receipt, { base: "create-only", tag: `${RECEIPT_PREFIX}${event.id}` });
  return space;
}

/** Whether an open space has handled the event, as the stores have it at this moment. */
export async function hasReceipt(spaces: SpaceTable, event: Ingress): Promise<boolean> {
  const own = await spaces.open(event.stream.space);
  const key = spaceKey(receiptId(spaces, event));
  const heads = [...spaces.all].map(async (space) => {
    const asked = space.replica.store.heads([key]);
    // A space that cannot be asked refuses the commit, should it be the one that has the receipt.
    const [head] = await (space === own ? asked : asked.catch(() => []));
    return head;
  });
  return (await Promise.all(heads)).some((head) => head !== undefined);
}

function receiptId(spaces: SpaceTable, event: Ingress): string {
  return documentId(`${RECEIPT_PREFIX}${event.id}`, spaces.sha256);
}

/** Deletes receipts that are older than they are kept, at most once a day for each space. */
export class ReceiptExpiry {
  readonly #spaces: SpaceTable;
  /** When a space was last looked through; one entry an open space. */
  readonly #lookedAt = new Map<SpaceId, number>();

  constructor(spaces: SpaceTable) {
    this.#spaces = spaces;
  }

  /** `now` is the time of a commit in the space. */
  async expire(space: SpaceId, now: number): Promise<void> {
    const last = this.#lookedAt.get(space);
    if (last !== undefined && now - last < DAY_MS) return;
    this.#lookedAt.set(space, now);
    const { store } = (await this.#spaces.open(space)).replica;
    let after: string | undefined;
    do {
      const page = await store.list({
        tagPrefix: RECEIPT_PREFIX,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      const writes = page.filter(({ at }) => now - at > LIMITS.receiptMs)
        .map(({ key, seq }) => ({ key, doc: null, base: seq }));
      // Who else deletes them at the same time does the same; a conflict is left to the next day.
      if (writes.length > 0) {
        const txId = this.#spaces.nextTransactionId();
        await store.commit({ txId, reads: [], writes });
      }
      after = page.length < PAGE ? undefined : page.at(-1)?.tag;
    } while (after !== undefined);
  }
}
