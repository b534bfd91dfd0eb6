/**
 * Bodies: judged by the verifier, and where they are accepted loaded by the real loader. With
 * `second: loader` they are loaded once more under a verifier that accepts everything.
 */
import { lineAndColumn } from "@commonfabric/contract";
import type { Verifier } from "@commonfabric/sandbox-verifier";
import type { Engine } from "../../../packages/runner/engine/engine.ts";
import { makeModuleVerifier } from "../../../packages/runner/sandbox/module-verifier.ts";
import { nodeSha256 } from "@commonfabric/canonical";
import { checkBody } from "../../../packages/sandbox-verifier/check-body.ts";
import { resolvePolicy } from "../../../packages/sandbox-verifier/policy.ts";
import type { Finding, RuleId } from "../../../packages/sandbox-verifier/rules.ts";
import type { AttackFile } from "../attack-file.ts";
import type { Answer, Driver } from "../driver.ts";
import { engineWith, POLICY, verifierFor } from "../sandbox.ts";
import { acceptingVerifier } from "./accepting-verifier.ts";
import { type BodyLoad, loadBodies } from "./body-load.ts";
import { errorName, hasProbe, runProbe, withTripwire } from "./probe.ts";

/** The driver of bodies. Engines and verifiers are made when they are first needed, and shared. */
export function makeBodyDriver(): Driver {
  const verifiers = new Map<string, Verifier>();
  const engines = new Map<string, Engine>();
  const verifier = ({ policy }: AttackFile): Verifier =>
    memoised(verifiers, JSON.stringify(policy), () => verifierFor(policy));
  const engine = ({ policy }: AttackFile): Engine =>
    memoised(engines, JSON.stringify(policy), () =>
      engineWith({
        verifier: makeModuleVerifier({
          policy: { ...POLICY, ...policy },
          sha256: nodeSha256,
          verifierVersion: "attacks",
        }),
      }));
  const unguarded = () =>
    memoised(engines, "unguarded", () => engineWith({ verifier: acceptingVerifier }));

  return {
    kind: "body",
    async answer(file) {
      const { result, fired } = await withTripwire(async (): Promise<Answer> => {
        const refusal = refusalOf(file, verifier(file));
        const first = refusal === undefined
          ? await answerOfLoad(loadBodies(engine(file), file.files), file)
          : { says: refusal };
        const faults = [...first.faults ?? [], ...ruleFaults(file)];
        if (file.second === undefined) return { ...first, faults };
        const second = await secondLine(loadBodies(unguarded(), file.files), file);
        return { ...first, faults: [...faults, ...second] };
      });
      return {
        ...result,
        faults: [...result.faults ?? [], ...fired.map((name) => `tripwire ${name}`)],
      };
    },
  };
}

/** The refusal of the entry by the verifier, with its first position. */
function refusalOf(file: AttackFile, verifier: Verifier): string | undefined {
  const { text } = file.files[0]!;
  if (file.without.length > 0) {
    const [finding] = findingsWithout(file, file.without);
    return finding && rejection(finding.code, lineAndColumn(text, finding.start));
  }
  const answer = verifier.verifyBody(text, {
    specifier: "/main.js",
    ...(file.imports === undefined ? {} : { declaredImports: file.imports }),
  });
  if (answer.ok) return undefined;
  const [{ code, emitted }] = answer.errors as [typeof answer.errors[0]];
  return rejection(code, emitted!);
}

function findingsWithout(file: AttackFile, rules: readonly string[]): readonly Finding[] {
  const policy = resolvePolicy({ ...POLICY, ...file.policy });
  return checkBody(file.files[0]!.text, policy, new Set(rules as readonly RuleId[])).findings;
}

/** Text that does not parse is accepted by no switch, and a stack cannot be switched off. */
const NOT_DELETABLE: readonly string[] = ["X7", "X8"];

/** What is wrong with the rule that the file names: without it, nothing else may refuse the body. */
function ruleFaults(file: AttackFile): readonly string[] {
  if (file.rule === undefined || NOT_DELETABLE.includes(file.rule)) return [];
  const off = [file.rule, ...file.also, ...file.without];
  return findingsWithout(file, off).map(({ rule, code }) =>
    `without ${off.join(" ")} it is refused by ${rule} (${code})`
  );
}

function rejection(code: string, { line, column }: { line: number; column: number }): string {
  return `reject(${code}) ${line}:${column}`;
}

/** Whether the input has a probe to run, loaded or not. */
function promisesProbe({ files }: AttackFile): boolean {
  return files[0]!.text.includes("exports.probe");
}

async function answerOfLoad(load: BodyLoad, file: AttackFile): Promise<Answer> {
  if (!("namespace" in load)) {
    const { error } = load;
    const code = (error as { errors?: readonly { code: string }[] }).errors?.[0]?.code;
    if (code !== undefined) return { says: `reject(${code})` };
    const faults = promisesProbe(file) ? [`its load threw: ${String(error)}`] : [];
    return { says: `throws(${errorName(error)})`, faults };
  }
  const { namespace } = load;
  if (!hasProbe(namespace)) return { says: "accept", value: namespace["value"] };
  const probed = await runProbe(namespace);
  if ("threw" in probed) return { says: `throws(${probed.threw})` };
  return { says: "inert", faults: probed.leaks.map((leak) => `the probe reached ${leak}`) };
}

/** What is wrong when nothing but the loader and the compartment stands against a body. */
async function secondLine(load: BodyLoad, file: AttackFile): Promise<readonly string[]> {
  if (!("namespace" in load)) {
    const ran = load.hasRun && !promisesProbe(file);
    return ran ? [`the loader ran it before it threw: ${String(load.error)}`] : [];
  }
  if (!hasProbe(load.namespace)) return ["the loader alone lets it through"];
  const probed = await runProbe(load.namespace);
  return "threw" in probed ? [] : probed.leaks.map((leak) => `the loader alone leaks ${leak}`);
}

function memoised<T>(known: Map<string, T>, key: string, make: () => T): T {
  let made = known.get(key);
  if (made === undefined) known.set(key, made = make());
  return made;
}
