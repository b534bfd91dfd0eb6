/**
 * Positions of an emitted module: every builder, callback and lifted expression leads through the
 * source map, and every site of the sidecar, to the authored text of that construct.
 */
import ts from "typescript";
import { originalPositionFor, TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import { PATTERN_INPUT_PARAMETER, type SourceSite } from "@commonfabric/contract";
import { type EmittedBuilder, isFunction, isHoist, readEmitted } from "./emitted.ts";

export interface Positioned {
  readonly text: string;
  readonly file: ts.SourceFile;
  readonly map: string | undefined;
  readonly sites: Readonly<Record<string, SourceSite>>;
}

/** Faults, each as one sentence. */
export function positionFaults(module: Positioned, body: string): string[] {
  if (module.map === undefined) return ["there is no source map"];
  const trace = new TraceMap(module.map);
  const emitted = readEmitted(body);
  const faults: string[] = [];
  for (const builder of emitted.builders.values()) {
    if (!isHoist(builder.name)) continue;
    const node = builder.call;
    const at = emitted.file.getLineAndCharacterOfPosition(node.getStart());
    const found = originalPositionFor(trace, { line: at.line + 1, column: at.character });
    const site = module.sites[builder.name];
    if (found.line === null) faults.push(`${builder.name} leads nowhere in the source map`);
    if (site === undefined) faults.push(`${builder.name} has no site`);
    if (found.line === null || site === undefined) continue;
    const mapped = authoredAt(module, found.line, found.column);
    const sited = authoredAt(module, site.line, site.col);
    if (mapped !== sited) {
      faults.push(
        `${builder.name} leads to ${shown(module, mapped)}, its site to ${shown(module, sited)}`,
      );
    } else if (!isConstruct(module, sited, builder)) {
      faults.push(`${builder.name} leads to ${shown(module, sited)}, which is no ${builder.kind}`);
    }
  }
  faults.push(...nameFaults(module, trace, emitted.file));
  for (const [name, { line, col }] of Object.entries(module.sites)) {
    const offset = authoredAt(module, line, col);
    if (offset >= module.text.length) faults.push(`the site of ${name} is outside the text`);
  }
  return faults;
}

/** A name that the map leads to an authored place stands there as well. */
function nameFaults(module: Positioned, trace: TraceMap, emitted: ts.SourceFile): string[] {
  const faults: string[] = [];
  // Names that the author never wrote are temporaries.
  const authored = new Set(module.text.match(/[\w$]+/g));
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isIdentifier(node) || isMadeByCompiler(node.text) || isParameterConstant(node)) return;
    const { line, character } = emitted.getLineAndCharacterOfPosition(node.getStart());
    const segment = traceSegment(trace, line, character);
    if (segment === null || segment.length === 1 || segment[0] !== character) return;
    const offset = module.file.getPositionOfLineAndCharacter(segment[2], segment[3]);
    if (module.text.startsWith(node.text, offset) || !authored.has(node.text)) return;
    faults.push(`the name ${node.text} leads to ${shown(module, offset)}`);
  };
  visit(emitted);
  return faults;
}

/** `const rate = __cf_pattern_input.key("params", "rate")` belongs to the callback as a whole. */
function isParameterConstant({ parent }: ts.Identifier): boolean {
  return ts.isVariableDeclaration(parent) &&
    (parent.initializer?.getText().startsWith(PATTERN_INPUT_PARAMETER) ?? false);
}

function isMadeByCompiler(name: string): boolean {
  return name.startsWith("__") || /_\d+$/.test(name) || name === "exports";
}

function authoredAt({ file }: Positioned, line: number, column: number): number {
  return file.getPositionOfLineAndCharacter(line - 1, column);
}

function shown({ text }: Positioned, offset: number): string {
  return JSON.stringify(text.slice(offset, offset + 24));
}

/** Whether a construct that the builder can come from begins at `offset`. */
function isConstruct({ file }: Positioned, offset: number, { kind }: EmittedBuilder): boolean {
  let begins = false;
  const visit = (node: ts.Node): void => {
    if (node.getFullStart() > offset || node.getEnd() < offset) return;
    if (node.getStart(file) === offset) begins ||= gives(node, kind);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return begins;
}

function gives(node: ts.Node, kind: EmittedBuilder["kind"]): boolean {
  switch (kind) {
    case "pattern":
      return ts.isCallExpression(node);
    case "handler":
      return ts.isCallExpression(node) || isFunction(node);
    case "lift":
      return ts.isExpression(node);
  }
}
