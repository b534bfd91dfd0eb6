/** Everything that is expected of a sample, as plain data: what it compiles to and what it shows. */
import type { CompiledModule } from "../metamorphic/compile-batch.ts";
import { interfaceParts } from "@commonfabric/ts-transformers";
import { run } from "../run.ts";
import { emittedFacts } from "./emitted-facts.ts";
import type { Sample } from "./read-samples.ts";
import { renderSample } from "./render-sample.ts";

export type Facts = Readonly<Record<string, unknown>>;

/** Facts that are compared where `expect.json` has them; all others are compared always. */
const ON_DEMAND: ReadonlySet<string> = new Set(["sites", "interface"]);

/** The facts of `sample`; `wanted` names those on demand. What is empty is left out. */
export function factsOf(sample: Sample, wanted: readonly string[]): Facts {
  const found = isRefused(sample) ? { codes: findingsOf(sample, "error") } : acceptedFacts(sample);
  const facts = { ...found, warnings: findingsOf(sample, "warning") };
  const isKept = ([key, value]: readonly [string, unknown]) =>
    ON_DEMAND.has(key) ? wanted.includes(key) : !isEmpty(value);
  return JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(facts).filter(isKept))));
}

export function isRefused({ modules }: Sample): boolean {
  return [...modules.values()].some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => severity === "error")
  );
}

function acceptedFacts(sample: Sample): Facts {
  const emitted = mapModules(sample, ({ body }) => emittedFacts(body!));
  const part = <T>(choose: (facts: ReturnType<typeof emittedFacts>) => T) =>
    byModule(sample, (path) => choose(emitted.get(path)!));
  return {
    hoists: part(({ hoists }) => hoists),
    registered: part(({ registered }) => registered),
    schemas: part(({ schemas }) => schemas),
    calls: part(({ calls }) => calls),
    causes: part(({ causes }) => causes),
    ...ranFacts(sample),
    sites: Object.fromEntries(mapModules(sample, sitedText)),
    interface: Object.fromEntries(mapModules(sample, ({ facts }) => interfaceParts(facts).exports)),
  };
}

function ranFacts(sample: Sample): Facts {
  if (sample.input !== undefined) return renderSample(sample, sample.input);
  const bodies = mapModules(sample, ({ body }) => body!);
  return { exports: run({ bodies }, sample.entry).exports };
}

function mapModules<T>({ modules }: Sample, of: (module: CompiledModule) => T): Map<string, T> {
  return new Map([...modules].map(([path, module]) => [path, of(module)]));
}

/** By module, or the facts of the only module. Modules without any are left out. */
function byModule({ modules }: Sample, of: (path: string) => unknown): unknown {
  const paths = [...modules.keys()];
  if (paths.length === 1) return of(paths[0]!);
  const all = paths.map((path) => [path, of(path)] as const);
  return Object.fromEntries(all.filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Diagnostics by code, culprit and line; the module as well where there are several. */
function findingsOf({ name, modules }: Sample, severity: string): readonly unknown[] {
  return [...modules.values()].flatMap(({ diagnostics, text, path }) =>
    diagnostics.filter((one) => one.severity === severity).map((one) => ({
      code: one.code,
      culprit: text.slice(one.offset!, one.offset! + one.length!),
      line: one.line,
      ...(modules.size > 1 ? { file: path.slice(name.length + 1) } : {}),
    }))
  );
}

/** The authored text at each site, up to the end of its line. */
function sitedText({ sites, text }: CompiledModule): unknown {
  return Object.fromEntries(
    Object.entries(sites).map(([symbol, { line, col, bindingName, selfContained }]) => [symbol, {
      text: text.split("\n")[line - 1]!.slice(col, col + 30),
      ...(bindingName === undefined ? {} : { bindingName }),
      ...(selfContained === undefined ? {} : { selfContained }),
    }]),
  );
}
