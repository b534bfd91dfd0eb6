/** What the second judge says of a module: reasons by family, at authored positions. */
import type ts from "typescript";

/** A class of reasons, in words of the authored text. */
export type Family =
  | "ambient"
  | "builder-call"
  | "class"
  | "declaration-import"
  | "duplicate-export"
  | "dynamic-import"
  | "early-read"
  | "enum-member"
  | "export-name"
  | "exported-global"
  | "form"
  | "free-name"
  | "global-name"
  | "global-state"
  | "helper"
  | "host-namespace"
  | "import-state"
  | "link"
  | "module-state"
  | "module-this"
  | "mutable-binding"
  | "new-code"
  | "operand-builder"
  | "package"
  | "reserved-name"
  | "specifier"
  | "statement"
  | "syntax"
  | "text"
  | "use-before-definition"
  | "value";

/** One reason to refuse. `line` and `column` are 1-based, of the authored text. */
export interface Refusal {
  readonly family: Family;
  readonly line: number;
  readonly column: number;
  readonly subject: string;
}

/** Lines of a value that only the freezer can judge, once the module is loaded. */
export interface ComputedValue {
  readonly from: number;
  readonly to: number;
}

/** The judgement of one module: it may load when nothing is refused. */
export interface Judgement {
  readonly refusals: readonly Refusal[];
  readonly computed: readonly ComputedValue[];
}

const SUBJECT_LENGTH = 60;

/** Collects what is found in one file. */
export class Findings {
  readonly file: ts.SourceFile;
  readonly #refusals: Refusal[] = [];
  readonly #computed: ComputedValue[] = [];

  constructor(file: ts.SourceFile) {
    this.file = file;
  }

  refuse(family: Family, node: ts.Node): void {
    const start = node.getStart(this.file);
    this.refuseAt(family, start, this.file.text.slice(start, node.end));
  }

  refuseAt(family: Family, offset: number, subject: string): void {
    const { line, character } = this.file.getLineAndCharacterOfPosition(offset);
    this.#refusals.push({
      family,
      line: line + 1,
      column: character + 1,
      subject: subject.slice(0, SUBJECT_LENGTH),
    });
  }

  /** Notes that the value `node` is computed when the module loads, and frozen then or refused. */
  compute(node: ts.Node): void {
    const lineOf = (offset: number) => this.file.getLineAndCharacterOfPosition(offset).line + 1;
    this.#computed.push({ from: lineOf(node.getStart(this.file)), to: lineOf(node.end) });
  }

  get count(): number {
    return this.#refusals.length;
  }

  judgement(): Judgement {
    return {
      refusals: this.#refusals.sort((a, b) => a.line - b.line || a.column - b.column),
      computed: this.#computed,
    };
  }
}
