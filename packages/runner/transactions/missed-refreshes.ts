/**
 * Documents whose newest version could not be read when it was announced. They are asked for again,
 * with longer and longer pauses: nobody else will say that readers see an older state.
 */
import { type Cancel, type DocKey, docKeyText } from "@commonfabric/storage";

const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 5_000;

export class MissedRefreshes {
  readonly #setTimer: (ms: number, fn: () => void) => Cancel;
  readonly #refresh: (keys: readonly DocKey[]) => Promise<void>;
  readonly #keys = new Map<string, DocKey>();
  #pauseMs = 0;
  #cancel: Cancel | undefined;

  constructor(
    setTimer: (ms: number, fn: () => void) => Cancel,
    refresh: (keys: readonly DocKey[]) => Promise<void>,
  ) {
    this.#setTimer = setTimer;
    this.#refresh = refresh;
  }

  add(keys: readonly DocKey[]): void {
    for (const key of keys) this.#keys.set(docKeyText(key), key);
    if (this.#cancel !== undefined || this.#keys.size === 0) return;
    this.#pauseMs = Math.min(LAST_PAUSE_MS, this.#pauseMs * 2 || FIRST_PAUSE_MS);
    this.#cancel = this.#setTimer(this.#pauseMs, () => void this.#tryAgain());
  }

  close(): void {
    this.#cancel?.();
    this.#keys.clear();
  }

  async #tryAgain(): Promise<void> {
    const keys = [...this.#keys.values()];
    this.#keys.clear();
    this.#cancel = undefined;
    try {
      await this.#refresh(keys);
      this.#pauseMs = 0;
    } catch {
      this.add(keys);
    }
  }
}
