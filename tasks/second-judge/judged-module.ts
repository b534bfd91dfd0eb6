/** A module while it is judged: its text, names, surroundings and what was found so far. */
import ts from "typescript";
import { type HostExport, type HostTable, importableHostExport } from "@commonfabric/contract";
import { bare } from "./erased-syntax.ts";
import { Findings } from "./judgement.ts";
import {
  type ModuleBinding,
  type ModuleBindings,
  moduleBindings,
  type ValueKind,
} from "./module-bindings.ts";
import { collectNames, type Names, type NameUse } from "./names.ts";
import type { Surroundings } from "./surroundings.ts";

const RAW = /^\/\/\/ <cf-disable-transform \/>[ \t]*(?:\n|$)/;

export class JudgedModule {
  readonly file: ts.SourceFile;
  readonly path: string;
  readonly hosts: HostTable;
  readonly surroundings: Surroundings;
  readonly findings: Findings;
  readonly bindings: ModuleBindings;
  readonly names: Names;
  #assumesDefined = false;
  /** Whether the compiler leaves the module as it is: its values must be what they are written as. */
  readonly isRaw: boolean;
  readonly #ownerOf: ReadonlyMap<ts.Node, NameUse>;

  constructor(path: string, file: ts.SourceFile, surroundings: Surroundings) {
    this.path = path;
    this.file = file;
    this.isRaw = RAW.test(file.text);
    this.surroundings = surroundings;
    this.hosts = surroundings.hosts;
    this.findings = new Findings(file);
    this.bindings = moduleBindings(file);
    this.names = collectNames(file, this.bindings.scope);
    this.#ownerOf = new Map(this.names.uses.map((use) => [use.node, use]));
  }

  /** The module-level binding that `name` stands for. */
  bindingOf(name: ts.Identifier): ModuleBinding | undefined {
    return this.#ownerOf.get(name)?.owner === "module"
      ? this.bindings.byName.get(name.text)
      : undefined;
  }

  /** What the name of a module-level binding stands for; `undefined` before its definition. */
  valueOf(name: ts.Identifier): ValueKind | undefined {
    const binding = this.bindingOf(name);
    return binding?.value ??
      (this.#assumesDefined && isConstant(binding) ? "reference" : undefined);
  }

  /** Whether `name` is a constant of a later line. */
  isUndefinedYet(name: ts.Identifier): boolean {
    const binding = this.bindingOf(name);
    return isConstant(binding) && binding?.value === undefined;
  }

  /** Runs `work` as if every constant were defined. */
  assumingDefined<T>(work: () => T): T {
    this.#assumesDefined = true;
    try {
      return work();
    } finally {
      this.#assumesDefined = false;
    }
  }

  /** Whether `name` is a global. */
  isFree(name: ts.Identifier): boolean {
    return this.#ownerOf.get(name)?.owner === "free";
  }

  /** Uses of names inside `node`. */
  usesIn(node: ts.Node): readonly NameUse[] {
    return this.names.uses.filter((use) => use.node.pos >= node.pos && use.node.end <= node.end);
  }

  isHost(specifier: string | undefined): boolean {
    return specifier !== undefined && this.hosts.modules.has(specifier);
  }

  /** The host export that `expression` names: an import, or a member of a namespace import. */
  hostExport(expression: ts.Expression): HostExport | undefined {
    const node = bare(expression);
    if (ts.isPropertyAccessExpression(node)) {
      const base = bare(node.expression);
      const binding = this.#importOf(base);
      return binding?.imported === "*"
        ? importableHostExport(this.hosts, binding.from!, node.name.text)
        : undefined;
    }
    const binding = this.#importOf(node);
    return binding === undefined || binding.imported === "*"
      ? undefined
      : importableHostExport(this.hosts, binding.from!, binding.imported!);
  }

  #importOf(node: ts.Expression): ModuleBinding | undefined {
    const binding = ts.isIdentifier(node) ? this.bindingOf(node) : undefined;
    return binding?.kind === "import" && this.isHost(binding.from) ? binding : undefined;
  }
}

function isConstant(binding: ModuleBinding | undefined): boolean {
  return binding?.kind === "const" || binding?.kind === "enum";
}
