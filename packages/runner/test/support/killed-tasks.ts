/** What processes do that are killed on the way. Each is told of what it has done by `say`. */
import type { PatternValue, Runtime } from "../../mod.ts";
import type { Any } from "./test-runtime.ts";

export interface Errand {
  readonly runtime: Runtime;
  readonly piece: Any;
  readonly mails: readonly string[];
  readonly say: (line: string) => void;
  readonly pattern: (version: string) => Promise<PatternValue>;
}

export const MAILS: readonly string[] = Array.from({ length: 8 }, (_, at) => `mail${at}`);
const SWAPS: readonly string[] = ["two", "one", "two"];

export const TASKS: Readonly<Record<string, (errand: Errand) => Promise<void>>> = {
  /** Two at a time, so that one waits while the other is served. */
  async mail({ runtime, piece, mails, say }) {
    const send = async (mail: string) => {
      const { status } = await runtime.sendEvent(piece.key("note"), mail, { ingressId: mail });
      say(`${mail} ${status}`);
    };
    for (let at = 0; at < mails.length; at += 2) {
      await Promise.all(mails.slice(at, at + 2).map(send));
    }
  },
  async swap({ runtime, piece, say, pattern }) {
    for (const version of SWAPS) {
      await runtime.setPattern(piece, await pattern(version));
      await runtime.settled();
      const { status } = await runtime.sendEvent(piece.key("note"), `while ${version}`);
      say(`${version} ${status}`);
    }
  },
  /** Each child lives in a space of its own choice, the parent in this one. */
  async place({ runtime, piece, say }) {
    for (let at = 0; at < 4; at++) {
      const { status } = await runtime.sendEvent(piece.key("place"), `child${at}`);
      say(`child${at} ${status}`);
    }
  },
  async compile({ runtime, say }) {
    const { COMPILED } = await import("./killed-programs.ts");
    const made = await runtime.patterns.compilePattern(COMPILED, { space: "home" });
    await runtime.patterns.flushCompileCacheWrites();
    const { identity, symbol } = runtime.patterns.getArtifactEntryRef(made)!;
    say(`compiled ${identity} ${symbol}`);
    await runtime.editWithRetry((tx) => {
      runtime.run(tx, made, {}, runtime.getCell<Any>("home", "other", { tx }));
    });
    say("set up");
  },
};
