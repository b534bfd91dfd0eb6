/**
 * What the schemas of a module mean by the code that may write a place: they name it by specifier
 * and symbol, which the edges of the module turn into the pointer of the code. An import that the
 * body does not keep, because only types use it, resolves to nothing: it would be there in the
 * process that compiled the module, and nowhere else.
 */
import { moduleRecordKey } from "@commonfabric/contract";
import type { EntryRef, Identity } from "@commonfabric/module-identity";
import { artifactOf } from "../builders/artifact.ts";
import { recordAuthority } from "../labels/authority.ts";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import { artifactInfo, type Callable, getArtifactEntryRef, provenanceOf } from "./provenance.ts";

const KEYWORD = "writeAuthorizedBy";

/** Modules that have been evaluated, by identity. */
export type FindModule = (identity: Identity) => EvaluatedModule | undefined;

/** Resolves the authorities of all schemas that builders of `module` were given. */
export function recordAuthorities(
  module: EvaluatedModule,
  graph: RecordGraph | undefined,
  find: FindModule,
): void {
  // Few modules name any, and a text is searched faster than schemas are walked.
  if (graph?.bodies.get(module.key)?.includes(KEYWORD) !== true) return;
  const edges = graph.edges.get(module.key);
  for (const { authority, specifier, symbol } of authoritiesOf(module)) {
    const target = specifier === "" ? module : targetOf(specifier, module, edges, find);
    if (target !== undefined) recordAuthority(authority, pointersOf(target, symbol, find));
  }
}

function targetOf(
  specifier: string,
  { verdict }: EvaluatedModule,
  edges: ReadonlyMap<string, string> | undefined,
  find: FindModule,
): EvaluatedModule | undefined {
  const key = verdict.imports.includes(specifier) ? edges?.get(specifier) : undefined;
  const prefix = moduleRecordKey("");
  return key?.startsWith(prefix) === true ? find(key.slice(prefix.length)) : undefined;
}

/**
 * The pointers of what `module` exposes or declares as `symbol`: an artifact has one, and a function
 * those of all artifacts that it is the code of, where they were defined.
 */
function pointersOf(module: EvaluatedModule, symbol: string, find: FindModule): EntryRef[] {
  const exposed = module.registrations.get(symbol) ?? exportOf(module, symbol) ??
    functionOf(module, symbol);
  const artifact = getArtifactEntryRef(exposed);
  if (artifact !== undefined) return [artifact];
  const code = typeof exposed === "function" ? exposed as Callable : undefined;
  const definer = code && provenanceOf(code)?.identity;
  const home = definer === undefined || definer === module.identity ? module : find(definer);
  return (home?.definedArtifacts ?? [])
    .filter((each) => code !== undefined && artifactInfo(each)?.implementation === code)
    .flatMap((each) => getArtifactEntryRef(each) ?? []);
}

/** A function at module level that is not exported, by the artifacts that it is the code of. */
function functionOf({ verdict, definedArtifacts }: EvaluatedModule, symbol: string): unknown {
  if (!verdict.topLevelFunctions.includes(symbol)) return undefined;
  return definedArtifacts.map((artifact) => artifactInfo(artifact)?.implementation)
    .find((implementation) => implementation?.name === symbol);
}

function exportOf({ namespace }: EvaluatedModule, symbol: string): unknown {
  return Object.hasOwn(namespace, symbol) ? namespace[symbol] : undefined;
}

interface StatedAuthority {
  readonly authority: object;
  readonly specifier: string;
  readonly symbol: string;
}

function* authoritiesOf({ definedArtifacts }: EvaluatedModule): Iterable<StatedAuthority> {
  const seen = new Set<object>();
  for (const artifact of definedArtifacts) {
    for (const schema of schemasOf(artifact)) yield* authoritiesIn(schema, seen);
  }
}

function schemasOf(value: object): readonly unknown[] {
  const artifact = artifactOf(value);
  switch (artifact?.kind) {
    case undefined:
      return [];
    case "lift":
      return [artifact.argumentSchema, artifact.resultSchema];
    case "handler":
      return [artifact.eventSchema, artifact.stateSchema, artifact.resultSchema];
    case "pattern": {
      const { argumentSchema, resultSchema, internal } = artifact.graph();
      return [argumentSchema, resultSchema, ...internal.map(({ schema }) => schema)];
    }
    default:
      return artifact satisfies never;
  }
}

/** Schemas are frozen plain data, and their definitions may be shared. */
function* authoritiesIn(part: unknown, seen: Set<object>): Iterable<StatedAuthority> {
  if (typeof part !== "object" || part === null || seen.has(part)) return;
  seen.add(part);
  for (const [key, member] of Object.entries(part)) {
    if (key === KEYWORD && typeof member === "object" && member !== null) {
      const { specifier, symbol } = member as Partial<StatedAuthority>;
      if (typeof specifier === "string" && typeof symbol === "string") {
        yield { authority: member, specifier, symbol };
      }
    } else yield* authoritiesIn(member, seen);
  }
}
