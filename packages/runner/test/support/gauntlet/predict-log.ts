/**
 * The host log that the load of a body must leave, read off its tree and its verdict. The rules of
 * the verifier are not consulted: whatever a body does besides is told by the difference.
 */
import type { AnyNode, CallExpression, Expression, SpreadElement } from "acorn";
import { helperExport, type HostExport, type HostTable } from "@commonfabric/contract";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { importBindings } from "./imports.ts";
import { children, parseTree } from "./tree.ts";

/** A log as a pattern: events in order, with parts that depend on values. */
type Step =
  | { readonly event: string }
  | { readonly oneOf: readonly (readonly Step[])[] }
  /** Computed data calls data helpers and functions of other modules as it likes. */
  | { readonly computation: true };

const COMPUTED = /^(?:data |(?:call|new) \.{0,2}\/)/;

/** Whether `log` is one that the load of `body` may leave. */
export function isPredictedLog(
  log: readonly string[],
  body: string,
  verdict: Verdict,
  hosts: HostTable,
): boolean {
  const program = parseTree(body);
  const reader = new TreeReader(importBindings(program), verdict, hosts);
  const steps = program.body.flatMap((statement) => reader.steps(statement));
  let ends = new Set([0]);
  for (const step of steps) ends = after(step, ends, log);
  return ends.has(log.length);
}

/** The positions in `log` that `step` may end at, from those of `starts`. */
function after(step: Step, starts: ReadonlySet<number>, log: readonly string[]): Set<number> {
  const ends = new Set<number>();
  for (const start of starts) {
    if ("event" in step) {
      if (start < log.length && isEvent(log[start]!, step.event)) ends.add(start + 1);
    } else if ("computation" in step) {
      ends.add(start);
      for (let at = start; COMPUTED.test(log[at] ?? ""); at++) ends.add(at + 1);
    } else {
      for (const way of step.oneOf) {
        let reached = new Set([start]);
        for (const inner of way) reached = after(inner, reached, log);
        for (const end of reached) ends.add(end);
      }
    }
  }
  return ends;
}

/** `builder lift(function,?)` is met by any class in the place of the question mark. */
function isEvent(actual: string, expected: string): boolean {
  if (actual === expected) return true;
  const [name, classes] = expected.split("(");
  if (classes === undefined || !actual.startsWith(`${name}(`)) return false;
  const wanted = classes.slice(0, -1).split(",");
  const given = actual.slice(name!.length + 1, -1).split(",");
  return wanted.length === given.length &&
    wanted.every((each, at) => each === "?" || each === given[at]);
}

class TreeReader {
  readonly #bindings: ReadonlyMap<string, string>;
  readonly #verdict: Verdict;
  readonly #hosts: HostTable;

  constructor(bindings: ReadonlyMap<string, string>, verdict: Verdict, hosts: HostTable) {
    this.#bindings = bindings;
    this.#verdict = verdict;
    this.#hosts = hosts;
  }

  steps(node: AnyNode): Step[] {
    if (this.#verdict.thunks.some(({ start, end }) => node.start === start && node.end === end)) {
      return [{ computation: true }];
    }
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return [];
      case "ConditionalExpression":
        return [...this.steps(node.test), {
          oneOf: [this.steps(node.consequent), this.steps(node.alternate)],
        }];
      case "LogicalExpression":
        return [...this.steps(node.left), { oneOf: [[], this.steps(node.right)] }];
      case "CallExpression":
        return this.#call(node);
      default:
        return children(node).flatMap((child) => this.steps(child));
    }
  }

  #call(node: CallExpression): Step[] {
    const { callee } = node;
    if (callee.type === "Identifier" && callee.name === "require") {
      const [specifier] = node.arguments;
      return [{ event: `require ${specifier?.type === "Literal" ? specifier.value : ""}` }];
    }
    if (callee.type === "Identifier" && callee.name === "__cfReg") {
      return [{ event: `register ${this.#verdict.hoistSymbols.join(",")}` }];
    }
    const before = node.arguments.flatMap((argument) => this.steps(argument));
    const row = this.#hostExport(callee);
    if (row?.verify?.data === true) return [...before, { event: `data ${row.name}` }];
    if (row?.verify?.callback !== undefined) {
      const classes = node.arguments.map((argument) => this.#argumentClass(argument));
      return [...before, { event: `builder ${row.name}(${classes.join(",")})` }];
    }
    return before;
  }

  /** What `__cfHelpers.NAME`, `I.NAME` or `(0, I.NAME)` names in the host table. */
  #hostExport(callee: AnyNode): HostExport | undefined {
    const member = callee.type === "SequenceExpression" ? callee.expressions.at(-1) : callee;
    if (member?.type !== "MemberExpression" || member.object.type !== "Identifier") {
      return undefined;
    }
    const { object, property } = member;
    if (property.type !== "Identifier") return undefined;
    if (object.name === "__cfHelpers") return helperExport(this.#hosts, property.name);
    const specifier = this.#bindings.get(object.name);
    return specifier === undefined
      ? undefined
      : this.#hosts.modules.get(specifier)?.exports.get(property.name);
  }

  #argumentClass(node: Expression | SpreadElement): string {
    switch (node.type) {
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return "function";
      case "Literal":
        return node.regex === undefined ? "primitive" : "object";
      case "TemplateLiteral":
      case "UnaryExpression":
      case "BinaryExpression":
        return "primitive";
      case "ObjectExpression":
      case "ArrayExpression":
      case "NewExpression":
        return "object";
      case "CallExpression": {
        if (node.callee.type === "Identifier" && node.callee.name === "__cfHardenFn") {
          return "function";
        }
        const row = this.#hostExport(node.callee);
        return row?.verify?.callback === undefined ? "?" : "builder";
      }
      default:
        return "?";
    }
  }
}
