/** The modules around a body under test: a stub for each name that the body takes from an import. */
import type { AnyNode } from "acorn";
import type { HostTable } from "@commonfabric/contract";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { children, parseTree } from "./tree.ts";
import type { StubKind } from "./stubs.ts";

/** Names by specifier that the body imports from modules that are no hosts, with what they stand for. */
export type ImportedStubs = ReadonlyMap<string, ReadonlyMap<string, StubKind>>;

/** Names that a namespace has when the body takes it whole. */
const NAMES_OF_WHOLE = ["default", "starred"];

/** What `body` needs of its local imports. */
export function importedStubs(body: string, verdict: Verdict, hosts: HostTable): ImportedStubs {
  const program = parseTree(body);
  const bindings = importBindings(program);
  const members = new Map<string, Map<string, StubKind>>();
  collectMembers(program, bindings, members);
  const stubs = new Map<string, Map<string, StubKind>>();
  for (const { specifier, names } of verdict.importedNames) {
    if (hosts.modules.has(specifier)) continue;
    const used = members.get(specifier) ?? new Map<string, StubKind>();
    const wanted = names === "*" ? [...NAMES_OF_WHOLE, ...used.keys()] : names;
    stubs.set(specifier, new Map(wanted.map((name) => [name, used.get(name) ?? "data"])));
  }
  return stubs;
}

/** Specifiers by the name of the constant or variable that holds their namespace. */
export function importBindings(program: AnyNode): ReadonlyMap<string, string> {
  const bindings = new Map<string, string>();
  if (program.type !== "Program") return bindings;
  for (const statement of program.body) {
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier" || !init) continue;
      const specifier = requiredSpecifier(init) ??
        (init.type === "Identifier" ? bindings.get(init.name) : undefined);
      if (specifier !== undefined) bindings.set(id.name, specifier);
    }
  }
  return bindings;
}

/** `L` of `require(L)`, bare or under `__importStar` or `__importDefault`. */
function requiredSpecifier(node: AnyNode): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const [argument] = node.arguments;
  if (argument === undefined) return undefined;
  if (node.callee.name !== "require") return requiredSpecifier(argument);
  return argument.type === "Literal" ? `${argument.value}` : undefined;
}

function collectMembers(
  root: AnyNode,
  bindings: ReadonlyMap<string, string>,
  found: Map<string, Map<string, StubKind>>,
): void {
  const pending: AnyNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const callee = calleeOf(node);
    if (callee !== undefined) note(callee, "function");
    else note(node, "data");
    pending.push(...children(node));
  }

  function note(node: AnyNode, kind: StubKind): void {
    if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return;
    const specifier = bindings.get(node.object.name);
    if (specifier === undefined) return;
    const name = node.property.type === "Identifier" && !node.computed
      ? node.property.name
      : node.property.type === "Literal"
      ? `${node.property.value}`
      : undefined;
    if (name === undefined) return;
    const names = found.get(specifier) ?? new Map<string, StubKind>();
    found.set(specifier, names);
    if (names.get(name) !== "function") names.set(name, kind);
  }
}

/** What a call, a construction, a tagged template or a class calls. */
function calleeOf(node: AnyNode): AnyNode | undefined {
  switch (node.type) {
    case "CallExpression":
      return node.callee.type === "SequenceExpression"
        ? node.callee.expressions.at(-1)
        : node.callee;
    case "NewExpression":
      return node.callee;
    case "TaggedTemplateExpression":
      return node.tag.type === "SequenceExpression" ? node.tag.expressions.at(-1) : node.tag;
    case "ClassExpression":
    case "ClassDeclaration":
      return node.superClass ?? undefined;
    default:
      return undefined;
  }
}
