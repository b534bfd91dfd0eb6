/** Rewrites one module with facts written by hand, and emits it as the compiler does. */
import ts from "typescript";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { verifyCompiledModuleBody } from "@commonfabric/sandbox-verifier";
import { type ModuleFacts, rewriter } from "@commonfabric/ts-transformers";
import type {
  CaptureNode,
  CaptureTree,
  Cause,
  LocalDestructuring,
  LoweringAction,
} from "../../lowering.ts";
import type { ExpressionAction } from "../../types.ts";
import { createProgram } from "../compile.ts";

/** Facts of one module, by the text of its nodes. */
export class FactsByHand {
  readonly #lowerings = new Map<ts.Node, LoweringAction>();
  readonly #causes = new Map<ts.Node, Cause>();
  readonly #destructurings = new Map<ts.Statement, LocalDestructuring>();
  readonly #expressions = new Map<ts.Node, ExpressionAction>();
  readonly #touched = new Set<ts.Node>();
  readonly registered: string[] = [];
  constructor(readonly file: ts.SourceFile) {}

  /** The innermost node with exactly this text; of several, the one at `occurrence`. */
  find<T extends ts.Node = ts.Expression>(text: string, occurrence = 0): T {
    const found: ts.Node[] = [];
    const visit = (node: ts.Node) => {
      if (node.getText(this.file) === text) {
        const outer = found.at(-1);
        if (outer !== undefined && outer.end === node.end) found.pop();
        found.push(node);
      }
      ts.forEachChild(node, visit);
    };
    visit(this.file);
    const node = found[occurrence];
    if (node === undefined) throw new Error(`No node ${occurrence} with the text ${text}`);
    return node as T;
  }

  lower(node: ts.Node, action: LoweringAction): void {
    this.#lowerings.set(node, action);
    this.#touch(node);
  }

  nameCause(node: ts.Node, ...segments: (string | number)[]): void {
    this.#causes.set(node, { segments, isStream: false });
    this.#touch(node);
  }

  nameStream(node: ts.Node, ...segments: (string | number)[]): void {
    this.#causes.set(node, { segments, isStream: true });
    this.#touch(node);
  }

  destructure(plan: LocalDestructuring): void {
    this.#destructurings.set(plan.statement, plan);
    this.#touch(plan.statement);
  }

  act(node: ts.Node, action: ExpressionAction): void {
    this.#expressions.set(node, action);
    this.#touch(node);
  }

  #touch(node: ts.Node): void {
    for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
      this.#touched.add(at);
    }
  }

  facts(): ModuleFacts {
    return {
      file: this.file,
      disabled: false,
      expressions: this.#expressions,
      statements: new Map(),
      lowerings: this.#lowerings,
      causes: this.#causes,
      localDestructurings: this.#destructurings,
      touched: this.#touched,
      registered: this.registered,
      sites: new Map(),
      exports: new Map(),
      functions: {},
      counters: undefined,
    };
  }
}

export interface Rewritten {
  /** The emitted body without directive, placeholders and imports. */
  readonly body: string;
  readonly text: string;
  readonly map: string;
  /** What the verifier refuses. */
  readonly rejections: readonly string[];
}

/** The emitted module for `source` with the facts that `plan` gives it. */
export function rewrite(source: string, plan: (facts: FactsByHand) => void): Rewritten {
  const program = createProgram({ "/main.tsx": source });
  const file = program.getSourceFile("/main.tsx")!;
  const facts = new FactsByHand(file);
  plan(facts);
  let text = "";
  let map = "";
  const write: ts.WriteFileCallback = (path, content) => {
    if (path.endsWith(".map")) map = content;
    else text = content.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n");
  };
  program.emit(file, write, undefined, false, { before: [rewriter(facts.facts())] });
  const body = text.split("\n").filter((line) =>
    !/^("use strict"|Object\.defineProperty|exports\.\S+ = void 0|const \w+ = require)/.test(line)
  ).join("\n").trim();
  return { body, text, map, rejections: rejections(text) };
}

function rejections(body: string): string[] {
  const verdict = verifyCompiledModuleBody(body, {
    specifier: "/main.tsx",
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: "test",
  });
  return verdict.ok ? [] : verdict.errors.map(({ code, message }) => `${code} ${message}`);
}

/** Reference captures: `{ a: "a", b: "state.c" }` reads `a` and `state.key("c")`. */
export function captures(paths: Readonly<Record<string, string | CaptureTree>>): CaptureTree {
  return new Map(
    Object.entries(paths).map(([name, path]): [string, CaptureNode] => {
      if (typeof path !== "string") return [name, { kind: "members", members: path }];
      const [root, ...rest] = path.split(".");
      return [name, { kind: "value", value: { root: root!, path: rest, isReference: true } }];
    }),
  );
}

/** Lines without indentation, joined by LF. */
export function lines(...text: string[]): string {
  return text.join("\n");
}
