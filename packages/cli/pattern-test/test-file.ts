/** One file of pattern tests from its text to its report; nothing that goes wrong in it is thrown. */
import { compareDiagnostics, type Diagnostic, makeCounters } from "@commonfabric/contract";
import {
  artifactInfo,
  isPattern,
  type Namespace,
  type PatternValue,
  type Toolchain,
} from "@commonfabric/runner";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import type { CommandPowers } from "../command/command-powers.ts";
import { rounded, StageClock } from "../output/timings.ts";
import { discoverProgram } from "../program/discover-program.ts";
import { compileFailure, thrownDiagnostic } from "../program/error-diagnostics.ts";
import { mockedNetwork } from "./mocked-network.ts";
import { type MultiUserTest, playMultiUserTest } from "./multi-user.ts";
import { type Played, problemText, TestFileError } from "./play-context.ts";
import { playSinglePattern } from "./single-user.ts";
import type { TestFileReport, TestStepReport } from "./test-report.ts";
import { type SessionOptions, TEST_SPACE, TestSession } from "./test-session.ts";
import { testStores } from "./test-stores.ts";

export interface TestFileRequest {
  /** As the user knows it. */
  readonly file: string;
  readonly path: string;
  readonly root: string;
  /** For each action, and for everything that is waited for. */
  readonly timeoutMs: number;
  /** An empty folder for the stores of the file. */
  readonly directory: string;
}

/** Runs the tests of one file in a store of their own. */
export async function runTestFile(
  request: TestFileRequest,
  toolchain: Toolchain,
  powers: CommandPowers,
): Promise<TestFileReport> {
  const startedMs = powers.nowMs();
  const stores = testStores(request.directory);
  const run = new TestFileRun(request, powers, {
    stores: stores.stores,
    toolchain,
    counters: makeCounters(),
    network: mockedNetwork(powers.setTimer),
  });
  try {
    await run.play();
  } finally {
    await stores.close();
  }
  return run.report(rounded(powers.nowMs() - startedMs));
}

class TestFileRun {
  readonly #request: TestFileRequest;
  readonly #powers: CommandPowers;
  readonly #setting: Omit<SessionOptions, "user">;
  #entryIdentity: string | null = null;
  #diagnostics: Diagnostic[] = [];
  #played: Played = { steps: [], sessions: [], problems: [] };
  #problems: string[] = [];

  constructor(
    request: TestFileRequest,
    powers: CommandPowers,
    setting: Omit<SessionOptions, "user">,
  ) {
    this.#request = request;
    this.#powers = powers;
    this.#setting = setting;
  }

  async play(): Promise<void> {
    const session = new TestSession(this.#setting);
    try {
      const loaded = await this.#load(session);
      if (loaded === undefined) return;
      const { main } = loaded;
      if (Object.hasOwn(main, "fetchMocks")) {
        this.#setting.network.answer(Reflect.get(main, "fetchMocks"));
      }
      await this.#playLoaded(loaded, session);
    } catch (error) {
      this.#problems.push(problemText(error));
    } finally {
      await session.runtime.dispose();
    }
  }

  async #playLoaded(
    loaded: { readonly program: ResolvedProgram; readonly main: Namespace },
    session: TestSession,
  ): Promise<void> {
    const { timeoutMs } = this.#request;
    const context = { powers: this.#powers, timeoutMs, session: this.#setting, ...loaded };
    const test: unknown = Object.hasOwn(loaded.main, "default")
      ? Reflect.get(loaded.main, "default")
      : undefined;
    if (isPattern(test)) {
      this.#played = await playSinglePattern(test as PatternValue, session, context);
    } else if (artifactInfo(test)?.kind === "multiUserTest") {
      this.#played = await playMultiUserTest(test as MultiUserTest, session, context);
    } else {
      throw new TestFileError(
        test === undefined
          ? 'No "default" export found in compiled pattern.'
          : "the default export is neither a pattern nor made by multiUserTest()",
      );
    }
  }

  async #load(
    session: TestSession,
  ): Promise<{ readonly program: ResolvedProgram; readonly main: Namespace } | undefined> {
    const { runtime } = session;
    await runtime.openSpace(TEST_SPACE);
    const clock = new StageClock(this.#powers.nowMs);
    const found = await discoverProgram(this.#request, {
      counters: this.#setting.counters,
      clock,
      memo: runtime.edgeMemo,
    });
    this.#diagnostics.push(...found.diagnostics);
    this.#entryIdentity = found.analysis?.modules.find(({ path }) => path === found.main)
      ?.identity ?? null;
    if (found.program === undefined) return undefined;
    const { program } = found;
    try {
      const { compiled, result } = await runtime.patterns.compileAndRegisterModules(program, {
        space: TEST_SPACE,
      });
      this.#diagnostics.push(...compiled.modules.flatMap(({ warnings }) => warnings));
      return { program, main: result.main };
    } catch (error) {
      const failure = compileFailure(error);
      const diagnostics = failure?.diagnostics ??
        [thrownDiagnostic(error, "evaluate", runtime.engine)];
      this.#diagnostics.push(...diagnostics);
      return undefined;
    }
  }

  report(durationMs: number): TestFileReport {
    const { steps, sessions, problems } = this.#played;
    const diagnostics = this.#diagnostics.sort(compareDiagnostics);
    const failure = this.#failure(diagnostics, [...this.#problems, ...problems], steps);
    return {
      file: this.#request.file,
      entryIdentity: this.#entryIdentity,
      ok: failure === null,
      durationMs,
      failure,
      steps,
      errors: sessions.flatMap(({ errors }) => errors),
      console: sessions.flatMap((session) =>
        session.console.map(({ level, text }) => ({ level, text }))
      ),
      nonIdempotent: sessions.flatMap(({ nonIdempotent }) => nonIdempotent),
      navigations: sessions.flatMap(({ navigations }) => navigations),
      diagnostics,
    };
  }

  #failure(
    diagnostics: readonly Diagnostic[],
    problems: readonly string[],
    steps: readonly TestStepReport[],
  ): string | null {
    const error = diagnostics.find(({ severity }) => severity === "error");
    if (error !== undefined) {
      const place = error.file === null ? "" : `${error.file}:${error.line ?? 1}: `;
      return `${place}${error.code}: ${error.message.split("\n", 1)[0]}`;
    }
    // What a step did comes first: an action that hangs keeps its runtime from stopping as well.
    const failed = steps.filter(({ status }) => status === "failed");
    const reasons = [...failed.map(({ name }) => `${name} failed`), ...problems];
    return reasons.length === 0 ? null : reasons.join("; ");
  }
}
