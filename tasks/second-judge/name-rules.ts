/** Names: what the module may use, declare and assign. */
import ts from "typescript";
import {
  importableHostExport,
  NEW_CODE_NAMES,
  RESERVED_PREFIX,
  SANDBOX_GLOBALS,
  WRAPPER_PARAMETERS,
} from "@commonfabric/contract";
import { bare, isErased } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import type { NameUse } from "./names.ts";

const NEW_CODE: ReadonlySet<string> = new Set(NEW_CODE_NAMES);
const WRAPPER: ReadonlySet<string> = new Set(WRAPPER_PARAMETERS);
/** A module that declares this name cannot mark itself as a module. */
const MARKED_THROUGH = "Object";

export function judgeNames(module: JudgedModule): void {
  const { findings, names, bindings } = module;
  for (const word of names.moduleWords) {
    findings.refuse(ts.isAwaitExpression(word) ? "statement" : "module-this", word);
  }
  for (const use of names.uses) judgeUse(module, use);
  const own = [...bindings.byName.values()];
  for (const { name, kind, isDeclared, from, imported } of own) {
    const isUsed = kind !== "import" ||
      names.uses.some(({ node, owner }) => owner === "module" && node.text === name.text);
    if (isDeclared && isUsed) {
      if (NEW_CODE.has(name.text)) findings.refuse("new-code", name);
      if (name.text === MARKED_THROUGH) findings.refuse("global-name", name);
    }
    const isOwnName = imported === name.text && from !== undefined &&
      importableHostExport(module.hosts, from, imported) !== undefined;
    if (isReserved(name.text) && !isOwnName) findings.refuse("reserved-name", name);
  }
  for (const name of names.innerDeclarations) {
    if (NEW_CODE.has(name.text)) findings.refuse("new-code", name);
    if (isReserved(name.text)) findings.refuse("reserved-name", name);
  }
  for (const name of bindings.repeated) findings.refuse("syntax", name);
}

function isReserved(name: string): boolean {
  return WRAPPER.has(name) || name.startsWith(RESERVED_PREFIX);
}

function judgeUse(module: JudgedModule, use: NameUse): void {
  const { findings } = module;
  const { node, owner, isWritten, depth } = use;
  if (owner === "free") {
    if (isExportedType(module, node)) return;
    const isGlobal = SANDBOX_GLOBALS.has(node.text);
    if (!isGlobal && ts.isExportAssignment(node.parent) && !isReserved(node.text)) {
      findings.refuse("exported-global", node);
    } else if (NEW_CODE.has(node.text)) findings.refuse("new-code", node);
    else if (isReserved(node.text)) findings.refuse("reserved-name", node);
    else if (!isGlobal) findings.refuse("free-name", node);
    else if (isWritten) findings.refuse("global-state", node);
    return;
  }
  if (owner !== "module") return;
  const binding = module.bindingOf(node);
  const isMember = binding?.kind === "import" && !binding.isDeclared;
  if (isWritten) findings.refuse(isMember ? "import-state" : "module-state", node);
  if (binding?.kind !== "import" || isListedExport(node)) return;
  const { from, imported } = binding;
  if (module.isHost(from)) {
    if (
      imported === "*" ? !isDeclaredMember(module, node) : !isDeclared(module, from!, imported!)
    ) {
      findings.refuse("host-namespace", node);
    }
  } else if (!/^[./]/.test(from!) && depth === 0) findings.refuse("package", node);
}

/** `export default T` of a type, of which nothing is emitted. */
function isExportedType(module: JudgedModule, node: ts.Identifier): boolean {
  return ts.isExportAssignment(node.parent) &&
    module.file.statements.some((statement) =>
      (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
      statement.name.text === node.text
    );
}

function isDeclared(module: JudgedModule, from: string, name: string): boolean {
  return importableHostExport(module.hosts, from, name) !== undefined;
}

/** Whether `namespace` is used as `namespace.NAME` of a declared export. */
function isDeclaredMember(module: JudgedModule, namespace: ts.Identifier): boolean {
  let node: ts.Node = namespace;
  while (ts.isExpression(node.parent) && bare(node.parent) === namespace) node = node.parent;
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && parent.expression === node &&
    module.hostExport(parent) !== undefined;
}

/** Lists are judged with the exports. */
function isListedExport(node: ts.Identifier): boolean {
  return ts.isExportSpecifier(node.parent) && !isErased(node.parent);
}
