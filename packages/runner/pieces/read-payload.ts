/** What a handler gets of an event: the payload under its event schema. */
import { EventSchemaError } from "../scheduler/errors.ts";
import type { QueuedEvent } from "../scheduler/event-queue.ts";
import { reduceToDeclared } from "../schemas/reduce.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { validateAgainst } from "../schemas/validate.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { documentAt } from "./piece-addresses.ts";
import type { BoundHandler } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/** The payload as the event schema shows it. @throws {EventSchemaError} */
export function readPayload(
  core: RuntimeCore,
  tx: RunnerTransaction,
  handler: BoundHandler,
  event: QueuedEvent,
): unknown {
  const { eventSchema } = handler.module;
  if (event.payload === undefined || eventSchema === false) return undefined;
  const address = documentAt(event.stream, { payloadOf: event.id }, core.spaces.sha256);
  const node = event.isRendered ? reduceToDeclared(eventSchema, event.payload) : event.payload;
  const payload = core.cells.project(tx, { address, node }, eventSchema);
  const schema = schemaNode(eventSchema);
  const isClosed = schema.schema.additionalProperties === false;
  if (isClosed && !validateAgainst(eventSchema, node).ok) throw new EventSchemaError();
  return payload;
}
