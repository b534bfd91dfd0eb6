/**
 * One walk over the whole tree: declarations and references into the name table, and the rules that
 * need nothing but the node and what surrounds it (X9, K4, W6, the shape of `__cfHelpers.h` in W5).
 * The walk keeps its own stack, so the depth of the tree costs no stack of the engine.
 */
import type {
  AnyNode,
  AssignmentExpression,
  Function as FunctionNode,
  Identifier,
  Program,
} from "acorn";
import {
  COVERAGE_PARAMETER,
  LIMITS,
  NEW_CODE_NAMES,
  RESERVED_PREFIX,
  WRAPPER_PARAMETERS,
} from "@commonfabric/contract";
import { callOf, isIndex } from "../grammar/shapes.ts";
import { LIMIT_TEXTS } from "../messages.ts";
import type { Findings, Span } from "../rules.ts";
import { mirroredWrite } from "./mirrored-writes.ts";
import { NameTable, Use } from "./name-table.ts";
import type { NotedDeclaration } from "./name-table.ts";

export interface CollectedNames {
  readonly names: NameTable;
  readonly noted: readonly NotedDeclaration[];
  /** Callees of coverage probes. */
  readonly probes: ReadonlySet<Identifier>;
  /** The name whose assignment a write to `exports` mirrors, by the latter. */
  readonly mirrored: ReadonlyMap<Identifier, Identifier>;
  readonly nodes: number;
  readonly depth: number;
  /** False when the tree is too deep; the walk ended there. */
  readonly complete: boolean;
}

/** What surrounds a node. */
interface Surroundings {
  /** Where `var` declares; `undefined` is the module. */
  readonly varScope: Span | undefined;
  /** Where everything else declares. */
  readonly scope: Span | undefined;
  /** Functions, methods and static blocks around the node. */
  readonly functions: number;
  /** Evaluated together with the module. */
  readonly moduleLevel: boolean;
  /** `this` and `arguments` belong to something inside the module. */
  readonly ownThis: boolean;
}

/** How a node is visited: a use of its value, or a declaration of its names. */
type Role = Use | typeof DECLARE_VAR | typeof DECLARE | typeof DECLARE_PARAMETER;
const DECLARE_VAR = 10;
const DECLARE = 11;
const DECLARE_PARAMETER = 12;
const ROLE_BITS = 4;
const ROLE_MASK = (1 << ROLE_BITS) - 1;

const RESERVED_ARGUMENTS = 'Nothing can be named "arguments".';
const NOTED_NAMES: ReadonlySet<string> = new Set([...WRAPPER_PARAMETERS, ...NEW_CODE_NAMES]);

/** Collects the names of `program`. */
export function collectNames(program: Program, findings: Findings): CollectedNames {
  const walk = new NameWalk(findings);
  walk.run(program);
  return walk;
}

class NameWalk implements CollectedNames {
  readonly names: NameTable = new NameTable();
  readonly noted: NotedDeclaration[] = [];
  readonly probes: Set<Identifier> = new Set<Identifier>();
  readonly mirrored: Map<Identifier, Identifier> = new Map<Identifier, Identifier>();
  nodes = 1;
  depth = 1;
  complete = true;

  readonly #findings: Findings;
  // The stack, as three columns; the last one holds depth and role of a node in one number.
  readonly #nodes: AnyNode[] = [];
  readonly #surroundings: Surroundings[] = [];
  readonly #places: number[] = [];
  /** Of the node being visited. */
  #depth = 1;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  run(program: Program): void {
    const module: Surroundings = {
      varScope: undefined,
      scope: undefined,
      functions: 0,
      moduleLevel: true,
      ownThis: false,
    };
    this.#pushAll(program.body as AnyNode[], Use.Read, module);
    while (this.#nodes.length > 0 && this.complete) {
      const place = this.#places.pop()!;
      this.#depth = place >> ROLE_BITS;
      const role = (place & ROLE_MASK) as Role;
      this.#visit(this.#nodes.pop()!, role, this.#surroundings.pop()!);
    }
  }

  #push(node: AnyNode | null | undefined, role: Role, around: Surroundings): void {
    if (node === null || node === undefined) return;
    this.#count(node);
    if (node.type === "Identifier") this.#identifier(node, role, around);
    else if (node.type !== "Literal") {
      this.#nodes.push(node);
      this.#surroundings.push(around);
      this.#places.push((this.#depth + 1) << ROLE_BITS | role);
    }
  }

  #pushAll(
    nodes: readonly (AnyNode | null | undefined)[],
    role: Role,
    around: Surroundings,
  ): void {
    for (let i = nodes.length - 1; i >= 0; i--) this.#push(nodes[i], role, around);
  }

  /** Counts a child of the visited node. */
  #count(node: AnyNode): void {
    this.nodes++;
    if (this.#depth < this.depth) return;
    this.depth = this.#depth + 1;
    if (this.depth > LIMITS.treeDepth) this.#tooDeep(node, LIMIT_TEXTS.treeDepth);
  }

  #tooDeep(node: AnyNode, limit: string): void {
    if (this.#findings.add("X9", "verify:too-deep", node, limit)) this.complete = false;
  }

  #identifier(node: Identifier, role: Role, around: Surroundings): void {
    if (role >= DECLARE_VAR) this.#declare(node, role, around);
    else this.#refer(node, undefined, role as Use, around);
  }

  #refer(
    node: Identifier,
    member: (AnyNode & { type: "MemberExpression" }) | undefined,
    use: Use,
    around: Surroundings,
  ): void {
    const { name } = node;
    if (name === "arguments" || name === "await") {
      if (name === "arguments" && around.ownThis) return;
      this.#findings.add("W6", "verify:module-this", node, name);
    }
    this.names.entry(name).references.push({
      node,
      member,
      use,
      moduleLevel: around.moduleLevel,
    });
  }

  #declare(node: Identifier, role: Role, around: Surroundings): void {
    const { name } = node;
    const scope = role === DECLARE_VAR ? around.varScope : around.scope;
    const entry = this.names.entry(name);
    if (scope === undefined) entry.isModuleLevel = true;
    else entry.scopes.push(scope);
    if (name === "await") this.#findings.add("W6", "verify:module-this", node, name);
    // The parser lets a class expression have this name.
    if (name === "arguments") this.#findings.add("X7", "verify:syntax", node, RESERVED_ARGUMENTS);
    if (name.startsWith(RESERVED_PREFIX) || NOTED_NAMES.has(name)) {
      this.noted.push({ node, isParameter: role === DECLARE_PARAMETER });
    }
  }

  #mirror(node: AssignmentExpression): void {
    const write = mirroredWrite(node);
    if (write !== undefined) this.mirrored.set(write.exports, write.target);
  }

  #visit(node: AnyNode, role: Role, around: Surroundings): void {
    switch (node.type) {
      case "MemberExpression":
        return this.#member(node, role, around);
      case "CallExpression":
        this.#pushAll(node.arguments, Use.Read, around);
        return this.#push(node.callee, Use.Callee, around);
      case "Property":
        this.#push(node.value, role, around);
        return this.#key(node, around);
      case "ExpressionStatement":
        this.#probe(node.expression);
        return this.#push(node.expression, Use.Read, around);
      case "ObjectExpression":
        return this.#pushAll(node.properties, Use.Read, around);
      case "ObjectPattern":
        return this.#pushAll(node.properties, role, around);
      case "ArrayExpression":
        return this.#pushAll(node.elements, Use.Read, around);
      case "ArrayPattern":
        return this.#pushAll(node.elements, role, around);
      case "ArrowFunctionExpression":
        return this.#function(node, around, around.ownThis);
      case "FunctionExpression":
        return this.#function(node, around, true);
      case "FunctionDeclaration":
        this.#push(node.id, DECLARE, around);
        return this.#function(node, around, true);
      case "BlockStatement":
        return this.#pushAll(node.body, Use.Read, { ...around, scope: node });
      case "VariableDeclaration":
        return this.#pushAll(
          node.declarations,
          node.kind === "var" ? DECLARE_VAR : DECLARE,
          around,
        );
      case "VariableDeclarator":
        this.#push(node.init, Use.Read, around);
        return this.#push(node.id, role, around);
      case "ReturnStatement":
      case "ThrowStatement":
      case "AwaitExpression":
      case "YieldExpression":
      case "SpreadElement":
        return this.#push(node.argument, Use.Read, around);
      case "RestElement":
        return this.#push(node.argument, role, around);
      case "IfStatement":
      case "ConditionalExpression":
        this.#push(node.alternate, Use.Read, around);
        this.#push(node.consequent, Use.Read, around);
        return this.#push(node.test, Use.Read, around);
      case "BinaryExpression":
      case "LogicalExpression":
        this.#push(node.right, Use.Read, around);
        return this.#push(node.left, Use.Read, around);
      case "AssignmentExpression":
        this.#mirror(node);
        this.#push(node.right, Use.Read, around);
        return this.#push(node.left, Use.Write, around);
      case "AssignmentPattern":
        this.#push(node.right, Use.Read, around);
        return this.#push(node.left, role, around);
      case "UnaryExpression":
        return this.#push(
          node.argument,
          node.operator === "delete" ? Use.Delete : Use.Read,
          around,
        );
      case "UpdateExpression":
        return this.#push(node.argument, Use.Write, around);
      case "TemplateLiteral":
        this.nodes += node.quasis.length;
        return this.#pushAll(node.expressions, Use.Read, around);
      case "TaggedTemplateExpression":
        this.#push(node.quasi, Use.Read, around);
        return this.#push(node.tag, Use.Callee, around);
      case "NewExpression":
        this.#pushAll(node.arguments, Use.Read, around);
        return this.#push(node.callee, Use.Read, around);
      case "ChainExpression":
        return this.#push(node.expression, role, around);
      case "SequenceExpression":
        return this.#pushAll(node.expressions, Use.Read, around);
      case "ThisExpression":
        if (!around.ownThis) this.#findings.add("W6", "verify:module-this", node, "this");
        return;
      case "ClassDeclaration":
        this.#push(node.id, DECLARE, around);
        return this.#class(node, around);
      case "ClassExpression":
        return this.#class(node, around);
      case "ClassBody":
        return this.#pushAll(node.body, Use.Read, around);
      case "MethodDefinition":
        this.#push(node.value, Use.Read, around);
        return this.#key(node, around);
      case "PropertyDefinition":
        this.#push(node.value, Use.Read, { ...around, moduleLevel: false, ownThis: true });
        return this.#key(node, around);
      case "StaticBlock":
        return this.#pushAll(node.body, Use.Read, this.#inside(node, node, around, true));
      case "ForStatement":
        return this.#for([node.init, node.test, node.update, node.body], node, around);
      case "ForInStatement":
      case "ForOfStatement":
        return this.#for([node.left, node.right, node.body], node, around, Use.Write);
      case "WhileStatement":
      case "DoWhileStatement":
        this.#push(node.body, Use.Read, around);
        return this.#push(node.test, Use.Read, around);
      case "SwitchStatement":
        this.#pushAll(node.cases, Use.Read, {
          ...around,
          scope: { start: node.discriminant.end, end: node.end },
        });
        return this.#push(node.discriminant, Use.Read, around);
      case "SwitchCase":
        this.#pushAll(node.consequent, Use.Read, around);
        return this.#push(node.test, Use.Read, around);
      case "TryStatement":
        this.#push(node.finalizer, Use.Read, around);
        this.#push(node.handler, Use.Read, around);
        return this.#push(node.block, Use.Read, around);
      case "CatchClause": {
        const inside = { ...around, scope: node };
        this.#push(node.body, Use.Read, inside);
        return this.#push(node.param, DECLARE, inside);
      }
      case "LabeledStatement":
        if (node.label.name === "await") {
          this.#findings.add("W6", "verify:module-this", node.label, "await");
        }
        return this.#push(node.body, Use.Read, around);
      case "DebuggerStatement":
        this.#findings.add("K4", "verify:statement", node);
        return;
      case "EmptyStatement":
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "Super":
      case "PrivateIdentifier":
        return;
      default:
        // A node kind that is not listed, such as one of a newer parser.
        this.#findings.add("S0", "verify:syntax", node, `${node.type} is not accepted.`);
    }
  }

  /** A statement `__cfCover(INT);`. */
  #probe(expression: AnyNode): void {
    const call = callOf(expression, COVERAGE_PARAMETER);
    if (call?.arguments.length === 1 && isIndex(call.arguments[0]!)) this.probes.add(call.callee);
  }

  #member(
    node: AnyNode & { type: "MemberExpression" },
    role: Role,
    around: Surroundings,
  ): void {
    if (node.computed) this.#push(node.property, Use.Read, around);
    else this.#count(node.property);
    const { object } = node;
    if (object.type === "Identifier") {
      this.#count(object);
      this.#refer(object, node, role as Use, around);
      return;
    }
    this.#push(object, Use.Read, around);
    if (isElementFactory(object) && !(isNamed(node, "fragment"))) {
      this.#findings.add("W5", "verify:helper", node, "__cfHelpers.h");
    }
  }

  #key(node: { key: AnyNode; computed: boolean }, around: Surroundings): void {
    if (node.computed) this.#push(node.key, Use.Read, around);
    else this.#count(node.key);
  }

  /** Parameters see parameters, the body sees both: `var`s of the body are not visible in defaults. */
  #function(node: FunctionNode & AnyNode, around: Surroundings, ownThis: boolean): void {
    const signature = this.#inside(node, node.body, around, ownThis);
    this.#push(node.body as AnyNode, Use.Read, { ...signature, scope: node.body });
    this.#pushAll(node.params, DECLARE_PARAMETER, signature);
    if (node.type === "FunctionExpression") this.#push(node.id, DECLARE, signature);
  }

  #inside(node: AnyNode, body: Span, around: Surroundings, ownThis: boolean): Surroundings {
    const functions = around.functions + 1;
    if (functions > LIMITS.functionDepth) this.#tooDeep(node, LIMIT_TEXTS.functionDepth);
    return { varScope: body, scope: node, functions, moduleLevel: false, ownThis };
  }

  #class(
    node: AnyNode & { type: "ClassDeclaration" | "ClassExpression" },
    around: Surroundings,
  ): void {
    const inside = { ...around, scope: node };
    this.#push(node.body, Use.Read, inside);
    this.#push(node.superClass, Use.Read, inside);
    this.#push(node.id, DECLARE, inside);
  }

  #for(
    parts: readonly (AnyNode | null | undefined)[],
    loop: Span,
    around: Surroundings,
    headRole: Use = Use.Read,
  ): void {
    const inside = { ...around, scope: loop };
    const [head, ...rest] = parts;
    this.#pushAll(rest, Use.Read, inside);
    this.#push(head, headRole, inside);
  }
}

function isElementFactory(node: AnyNode): boolean {
  return node.type === "MemberExpression" && isNamed(node, "h") &&
    node.object.type === "Identifier" && node.object.name === "__cfHelpers";
}

function isNamed(node: AnyNode & { type: "MemberExpression" }, name: string): boolean {
  return !node.computed && node.property.type === "Identifier" && node.property.name === name;
}
