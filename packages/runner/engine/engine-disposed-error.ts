/** What an engine answers after it was disposed of. */

/** Thrown by every operation of an engine after `dispose()`. */
export class EngineDisposedError extends Error {
  override readonly name = "EngineDisposedError";
  constructor() {
    super("Engine is disposed");
  }
}
