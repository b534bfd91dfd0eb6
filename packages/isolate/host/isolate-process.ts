/** The process of an isolate, as its host handles it. */

export interface IsolateProcess {
  readonly pid: number;
  /** Rejects when the process is gone. */
  send(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  readonly output: AsyncIterable<Uint8Array>;
  /** Lines of standard error: what the watch of the process says, and what the platform says. */
  readonly lines: AsyncIterable<string>;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  /** Ends it at once, whatever it does. */
  kill(): void;
}

/** What running isolates takes of the platform. */
export interface IsolatePowers {
  /** Starts `file` with no permission at all and at most so many bytes of JavaScript heap. */
  start(file: URL, heapBytes: number): IsolateProcess;
  /** Milliseconds of a monotonic clock. */
  nowMs(): number;
  setTimer(ms: number, fn: () => void): () => void;
}
