/** A piece that runs and is shown, whose inputs a benchmark writes. */
import type { Cell } from "@commonfabric/runner";
import type { SpaceStores } from "@commonfabric/storage";
import { openSubjectOn, SPACE, type Subject } from "./subject-powers.ts";

const ARGUMENT = "benchmark argument";

export class LivePiece {
  readonly subject: Subject;
  readonly result: Cell;
  /** What a sink was shown last. */
  shown: unknown;

  private constructor(subject: Subject, result: Cell) {
    this.subject = subject;
    this.result = result;
  }

  /** Compiles `text`, runs it over `stores` and shows its result. */
  static async start(stores: SpaceStores, text: string, argument: unknown): Promise<LivePiece> {
    const subject = await openSubjectOn(stores);
    const { runtime } = subject;
    const pattern = await runtime.patterns.compileOrGetPattern(text, { space: SPACE });
    const result = runtime.getCell(SPACE, "benchmark", { schema: pattern.resultSchema });
    const input = runtime.getCell(SPACE, ARGUMENT);
    await runtime.editWithRetry((tx) => {
      input.withTx(tx).set(argument);
      runtime.run(tx, pattern, input, result);
    });
    const piece = new LivePiece(subject, result);
    result.sink((value) => void (piece.shown = value));
    await runtime.settled();
    return piece;
  }

  /** A cell of the argument. */
  input(...path: (string | number)[]): Cell {
    const { runtime } = this.subject;
    return runtime.getCell(SPACE, ARGUMENT).key(...path).resolveAsCell();
  }

  /** Writes one value and waits until everything that depends on it has run. */
  async write(cell: Cell, value: unknown): Promise<void> {
    const { runtime } = this.subject;
    await runtime.editWithRetry((tx) => cell.withTx(tx).set(value));
    await runtime.idle();
  }

  async stop(): Promise<void> {
    await this.subject.runtime.dispose();
  }
}
