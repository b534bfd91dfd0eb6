/** Emitted components of this process by emit key. Holds only what a finished compile put in. */
import { BoundedMap } from "@commonfabric/canonical";
import type { EmitMemo, MemoisedEmit } from "./types.ts";

const MAX_COMPONENTS = 4_096;

/** A memo of at most 4,096 components; the least recently used goes first. */
export class MemoryEmitMemo implements EmitMemo {
  readonly #components = new BoundedMap<string, readonly MemoisedEmit[]>(MAX_COMPONENTS);

  get(emitKey: string): readonly MemoisedEmit[] | undefined {
    return this.#components.get(emitKey);
  }

  put(emitKey: string, members: readonly MemoisedEmit[]): void {
    this.#components.set(emitKey, members);
  }
}
