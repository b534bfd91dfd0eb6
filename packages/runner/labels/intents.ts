/**
 * What a transaction has written under schemas with labels. Each such write is an intent: the commit
 * needs them prepared, and a write by code that its schema does not name can never be.
 */
import { differs, nodeAt } from "../transactions/tree.ts";
import type { ImplementationIdentity } from "../types.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { authorityName, isAuthorized, writerName } from "./authority.ts";
import { WriteNotAuthorizedError } from "./errors.ts";
import { type LabelledPlace, labelledPlaces } from "./schema-labels.ts";

/** One write: the value of a document before and after it. */
export interface NotedWrite {
  readonly schema: SchemaNode;
  readonly writer: ImplementationIdentity;
  /** Gives places their first value: that is the part of whoever makes an instance. */
  readonly isSetup: boolean;
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

export class LabelIntents {
  #isOpen = false;
  #refusal: WriteNotAuthorizedError | undefined;

  /** Whether there is an intent since the last preparation. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Notes the intents of a write. The answer are places that the writer may not change and has not:
   * where they have another value at the commit, the write would change them.
   */
  note(write: NotedWrite): (readonly string[])[] {
    const places = placesOf(write);
    if (places.length > 0) this.#isOpen = true;
    const untouched: (readonly string[])[] = [];
    for (const { path, ifc } of places) {
      const { writeAuthorizedBy: authority } = ifc;
      if (authority === undefined || isAuthorized(authority, write.writer)) continue;
      const before = nodeAt(write.before, path);
      if (write.isSetup && before === undefined) continue;
      if (!differs(before, nodeAt(write.after, path), "deep")) untouched.push(path);
      else {
        this.#refusal ??= new WriteNotAuthorizedError(
          path,
          authorityName(authority),
          writerName(write.writer),
        );
      }
    }
    return untouched;
  }

  /** @throws {WriteNotAuthorizedError} */
  prepare(): void {
    if (this.#refusal !== undefined) throw this.#refusal;
    this.#isOpen = false;
  }
}

/** What is labelled of what the write replaced and of what it put there. */
function placesOf({ schema, path, before, after }: NotedWrite): LabelledPlace[] {
  const fresh = labelledPlaces(schema, nodeAt(after, path), path);
  const replaced = labelledPlaces(schema, nodeAt(before, path), path);
  return [...fresh, ...replaced];
}
