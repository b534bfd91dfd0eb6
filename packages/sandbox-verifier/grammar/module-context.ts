/** What the forms of one module body share: its bindings, its export surface, and what they noted. */
import type { AnyNode, Identifier, Pattern, Program } from "acorn";
import { SANDBOX_GLOBALS } from "@commonfabric/contract";
import type { ResolvedPolicy, SpecifierKind } from "../policy.ts";
import type { Findings, Span } from "../rules.ts";
import type { ExportSurface } from "../verdict.ts";
import type { ValueClass } from "./value-class.ts";

/** The namespace that an import binding holds. */
export interface ImportBinding {
  readonly specifier: string;
  readonly kind: SpecifierKind;
}

export interface ModuleBinding {
  readonly node: Identifier;
  readonly kind: "const" | "function" | "import" | "other";
  /** Set once the statement that defines the binding was passed; functions have it from the start. */
  value: ValueClass | undefined;
  isDefined: boolean;
  readonly import?: ImportBinding;
  /** A `var`: for the getters of re-exports only. */
  readonly isVar?: boolean;
}

export interface ExportState {
  readonly surface: ExportSurface;
  /** `undefined` when the value was refused. */
  readonly value: ValueClass | undefined;
}

/** One `require`, for the check against the declared imports. */
export interface RequireSite extends Span {
  readonly specifier: string;
}

export interface ModuleItem extends Span {
  readonly kind:
    | "builder"
    | "data"
    | "primitive"
    | "function"
    | "import"
    | "export"
    | "helper"
    | "unknown";
  /** The binding or export, where the item has one name. */
  readonly name?: string;
}

export class ModuleContext {
  readonly policy: ResolvedPolicy;
  readonly findings: Findings;
  readonly bindings: Map<string, ModuleBinding> = new Map<string, ModuleBinding>();
  readonly exports: Map<string, ExportState> = new Map<string, ExportState>();
  /** `exports.N = void 0` by name. */
  readonly placeholders: Map<string, Span> = new Map<string, Span>();
  /** Specifiers in order of first `require`. */
  readonly imports: string[] = [];
  readonly requires: RequireSite[] = [];
  readonly starTargets: Set<string> = new Set<string>();
  /** Names read through imports, by specifier. */
  readonly importedNames: Map<string, Set<string>> = new Map<string, Set<string>>();
  /** Import namespaces that escape whole, by specifier. */
  readonly escapedImports: Set<string> = new Set<string>();
  readonly functions: string[] = [];
  readonly hoistedExports: { name: string; function: string }[] = [];
  readonly registered: string[] = [];
  hasRegistration = false;
  /** A statement was refused, so the surface may lack what it would have defined. */
  hasRefusedStatement = false;
  readonly items: ModuleItem[] = [];
  /** Wrapper names and import bindings in their places, which the name rules pass over. */
  readonly placed: Set<Identifier> = new Set<Identifier>();
  /** Callees of coverage probes. */
  readonly probes: ReadonlySet<AnyNode>;
  /** The name whose assignment a write to `exports` mirrors, by the latter. */
  readonly mirrored: ReadonlyMap<AnyNode, Identifier>;
  /** `var` imports that are used outside the getters of re-exports. */
  readonly misusedVars: Set<string> = new Set<string>();
  /** Reads of import bindings in getters of re-exports. */
  readonly getterReads: Set<Identifier> = new Set<Identifier>();
  /** Computed module data; disjoint, in order. */
  readonly thunks: Span[] = [];
  /** The constant or export whose value is being judged, for messages. */
  subject = "";
  readonly #knownSpecifiers = new Set<string>();

  constructor(
    policy: ResolvedPolicy,
    findings: Findings,
    { probes, mirrored }: Pick<ModuleContext, "probes" | "mirrored">,
  ) {
    this.policy = policy;
    this.findings = findings;
    this.probes = probes;
    this.mirrored = mirrored;
  }

  /** Enters every module-level name, so that a use before the definition is told from a free name. */
  declareNames(program: Program): void {
    for (const statement of program.body) {
      if (statement.type === "FunctionDeclaration" && statement.id !== null) {
        this.#declareFunction(statement.id);
      } else if (statement.type === "VariableDeclaration") {
        for (const { id } of statement.declarations) {
          if (id.type === "Identifier") this.#declare(id, "const");
        }
      } else if (statement.type === "ClassDeclaration" && statement.id !== null) {
        this.#declare(statement.id, "other");
      }
    }
  }

  #declareFunction(id: Identifier): void {
    if (this.bindings.has(id.name)) {
      this.findings.add("S7", "verify:module-state", id, id.name);
      return;
    }
    this.bindings.set(id.name, { node: id, kind: "function", value: "func", isDefined: true });
    this.functions.push(id.name);
  }

  #declare(node: Identifier, kind: "const" | "other"): void {
    const known = this.bindings.get(node.name);
    if (known !== undefined) {
      this.findings.add("S8", "verify:module-state", node, node.name);
      return;
    }
    this.bindings.set(node.name, { node, kind, value: undefined, isDefined: false });
  }

  /** Defines `node` as a constant of class `value`; `undefined` when the value was refused. */
  defineConstant(node: Identifier, value: ValueClass | undefined): void {
    this.bindings.set(node.name, { node, kind: "const", value, isDefined: true });
  }

  defineImport(node: Identifier, binding: ImportBinding, isVar: boolean): void {
    this.bindings.set(node.name, {
      node,
      kind: "import",
      value: "ref",
      isDefined: true,
      import: binding,
      isVar,
    });
  }

  /** Marks the name of a refused statement, so that its uses are not refused once more. */
  defineRefused(node: Pattern | null): void {
    const binding = node?.type === "Identifier" ? this.bindings.get(node.name) : undefined;
    if (binding !== undefined) binding.isDefined = true;
  }

  /** Notes that the module requires `site.specifier`. */
  noteRequire(site: RequireSite): void {
    this.requires.push(site);
    if (this.#knownSpecifiers.has(site.specifier)) return;
    this.#knownSpecifiers.add(site.specifier);
    this.imports.push(site.specifier);
  }

  /** Whether `name` is a global of the sandbox that the module does not declare. */
  isGlobal(name: string): boolean {
    return SANDBOX_GLOBALS.has(name) && !this.bindings.has(name);
  }

  /** Records computed module data; what was recorded inside it belongs to it. */
  addThunk({ start, end }: Span): void {
    while (this.thunks.length > 0 && this.thunks.at(-1)!.start >= start) this.thunks.pop();
    this.thunks.push({ start, end });
  }

  /** Notes that `name` is read through the import of `specifier`. */
  noteName(specifier: string, name: string): void {
    const names = this.importedNames.get(specifier);
    if (names === undefined) this.importedNames.set(specifier, new Set([name]));
    else names.add(name);
  }
}
