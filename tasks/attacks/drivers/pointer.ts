/**
 * Pointers to code as a store may hold them: read by themselves, and in the place of the pointer of a
 * piece that a fresh process starts.
 */
import type { SpaceStores } from "@commonfabric/storage";
import { asPatternIdentityRef } from "../../../packages/runner/pieces/pointer.ts";
import { compiledRuntime } from "../../../packages/runner/test/support/compiled.ts";
import type { Driver } from "../driver.ts";
import { commonAnswer, recipeOf } from "../recipe.ts";

interface PointerRecipe {
  /** Values; `$identity` and `$other` are identities of a stored and of an unknown module. */
  readonly pointers: readonly unknown[];
  /** Fields become accessors that must not run. */
  readonly accessors: boolean;
}

const MEMBERS = ["pointers", "accessors"] as const;
const SPACE = "home";
const UNKNOWN = "A".repeat(43);
const PROGRAM = 'import { pattern } from "commonfabric";\n' +
  "export const other = 1;\nexport default pattern(() => ({ a: 1 }));\n";

export function makePointerDriver(): Driver {
  let stored: Promise<{ readonly stores: SpaceStores; readonly identity: string }> | undefined;
  return {
    kind: "pointer",
    async answer(file) {
      const { pointers = [], accessors = false } = recipeOf<PointerRecipe>(file, MEMBERS);
      const { stores, identity } = await (stored ??= storedPiece());
      const answers: { of: string; says: string }[] = [];
      for (const pointer of pointers) {
        const of = JSON.stringify(pointer) ?? "undefined";
        const given = named(pointer, identity);
        const says = accessors ? answerOfAccessors(given) : await answerOf(given, stores);
        answers.push({ of, says });
      }
      return commonAnswer(answers, file.expect);
    },
  };
}

/** A space with a piece that ran once. */
async function storedPiece(): Promise<{ stores: SpaceStores; identity: string }> {
  const { runtime, stores } = await compiledRuntime();
  const pattern = await runtime.patterns.compilePattern(PROGRAM, { space: SPACE });
  await runtime.editWithRetry((tx) =>
    void runtime.run(tx, pattern, {}, runtime.getCell(SPACE, "piece", { tx }))
  );
  await runtime.settled();
  const { identity } = runtime.patterns.getArtifactEntryRef(pattern)!;
  await runtime.dispose();
  return { stores, identity };
}

function named(pointer: unknown, identity: string): unknown {
  if (typeof pointer !== "object" || pointer === null || Array.isArray(pointer)) return pointer;
  const names = new Map<unknown, string>([["$identity", identity], ["$other", UNKNOWN]]);
  return Object.fromEntries(
    Object.entries(pointer).map(([key, value]) => [key, names.get(value) ?? value]),
  );
}

function answerOfAccessors(pointer: unknown): string {
  let ran = false;
  const fields = Object.entries(pointer as object).map(([key, value]) =>
    [key, { enumerable: true, get: () => (ran = true, value as unknown) }] as const
  );
  const found = asPatternIdentityRef(Object.create(null, Object.fromEntries(fields)));
  if (ran) return "an accessor ran";
  return found === undefined ? "reject(pointer:malformed)" : "accept";
}

async function answerOf(pointer: unknown, stores: SpaceStores): Promise<string> {
  const isMalformed = asPatternIdentityRef(pointer) === undefined;
  const { runtime } = await compiledRuntime({ stores });
  try {
    await runtime.editWithRetry((tx) =>
      runtime.getCell(SPACE, "piece", { tx }).setMetaRaw("patternIdentity", pointer as never)
    );
    await runtime.start(runtime.getCell(SPACE, "piece"));
    return isMalformed ? "a malformed pointer starts" : "accept";
  } catch (error) {
    const { message } = error as Error;
    if (message === "Cannot start: no pattern identity") {
      return isMalformed ? "reject(pointer:malformed)" : message;
    }
    const { identity, symbol } = pointer as { readonly identity: string; readonly symbol: string };
    const isUnloadable = message === `Could not load pattern ${identity}#${symbol}`;
    return isUnloadable && !isMalformed ? "reject(pointer:unloadable)" : message;
  } finally {
    await runtime.dispose();
  }
}
