/** The interface digests of one component, from its printed declarations and facts. */
import type ts from "typescript";
import { canonicalBytes, type Sha256 } from "@commonfabric/canonical";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import {
  declarationInterface,
  type DigestedEdge,
  interfaceDigests,
  type MemberInterface,
  opaqueInterfaceDigests,
} from "../interface-digest.ts";
import { interfaceOf } from "../components.ts";
import { printDeclarations } from "./declarations.ts";
import { isVirtualName } from "./libraries.ts";

const NO_PARTS = new Uint8Array(0);

/** What is known before the interface of a component is computed. */
export interface InterfaceInput {
  /** Asked for only when a member has code. */
  readonly program: () => ts.Program;
  readonly members: readonly ModuleIdentity[];
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  /** Interface digests of earlier components, by path. */
  readonly interfaces: ReadonlyMap<string, string>;
  /** Digested edges by path of member. */
  readonly edges: ReadonlyMap<string, readonly DigestedEdge[]>;
  readonly emitKey: string;
  /** The transformer's interface parts of a member; `undefined` without transformer. */
  readonly partsOf: (path: string) => unknown;
  readonly sha256: Sha256;
}

/** Interface digests by path of member. */
export function componentInterface(input: InterfaceInput): ReadonlyMap<string, string> {
  const shown: MemberInterface[] = [];
  for (const member of input.members) {
    const one = memberInterface(member, input);
    if (one === undefined) {
      return opaqueInterfaceDigests(input.sha256, input.members, input.emitKey);
    }
    shown.push(one);
  }
  return interfaceDigests(input.sha256, shown);
}

function memberInterface(
  member: ModuleIdentity,
  input: InterfaceInput,
): MemberInterface | undefined {
  const { path } = member;
  const edges = input.edges.get(path) ?? [];
  if (member.kind === "declaration") return declarationInterface(member, edges);
  const program = input.program();
  const file = program.getSourceFile(path);
  if (file === undefined) throw new Error(`The program has no file "${path}".`);
  const printed = printDeclarations(program, file);
  if (printed === undefined) return undefined;
  const parts = input.partsOf(path);
  return {
    path,
    declarations: printed.text,
    parts: parts === undefined ? NO_PARTS : canonicalBytes(parts),
    imports: importsOf(member, printed.specifiers, edges, input),
  };
}

/**
 * The edges that the declaration text mentions. TypeScript also prints specifiers of its own making,
 * for types that the module never imports; where their file cannot be told, everything below the
 * module counts.
 */
function importsOf(
  member: ModuleIdentity,
  mentioned: ReadonlySet<string>,
  edges: readonly DigestedEdge[],
  input: InterfaceInput,
): readonly DigestedEdge[] {
  const imports = edges.filter(({ specifier }) => mentioned.has(specifier));
  const own = new Set(edges.map(({ specifier }) => specifier));
  const made = [...mentioned].filter((text) => !own.has(text) && !isVirtualName(text));
  if (made.length === 0) return imports;

  const below = modulesBelow(member, input.modules);
  const printed = new Set<string>();
  for (const specifier of made) {
    const target = printedTarget(member.path, specifier, below);
    for (const path of target === undefined ? below : [target]) printed.add(path);
  }
  for (const path of printed) {
    if (input.modules.get(path)!.component === member.component) continue;
    imports.push({
      // Authored specifiers never contain the prefix, so the two kinds cannot be confused.
      specifier: `printed:${path}`,
      target: { kind: "module", interfaceDigest: interfaceOf(path, input.interfaces) },
    });
  }
  return imports;
}

/** Every module that `member` reaches. */
function modulesBelow(
  member: ModuleIdentity,
  modules: ReadonlyMap<string, ModuleIdentity>,
): ReadonlySet<string> {
  const below = new Set<string>();
  const open = [member.path];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { kind, target } of modules.get(path)?.edges ?? []) {
      if (kind !== "module" || below.has(target)) continue;
      below.add(target);
      open.push(target);
    }
  }
  return below;
}

/** The module that a specifier of TypeScript's own making (`./c.js` for `/c.ts`) stands for. */
function printedTarget(
  importer: string,
  specifier: string,
  below: ReadonlySet<string>,
): string | undefined {
  const segments = importer.split("/").slice(0, -1);
  for (const segment of specifier.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  const stem = withoutExtension(segments.join("/"));
  const candidates = [...below].filter((path) => withoutExtension(path) === stem);
  return candidates.length === 1 ? candidates[0] : undefined;
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}
