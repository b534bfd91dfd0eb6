/**
 * How expressions of patterns are lowered, as plain data: the facts decide it, the rewrite carries
 * it out. Nodes in here are authored nodes; the rewrite visits them, so that actions nest.
 */
import type ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";

/** A member name, or the authored expression of a known constant such as `NAME`. */
export type Segment = string | ts.Expression;

/** A value in the place where a builder is applied: `root.key("a", "b")`, or `root.a.b` if plain. */
export interface CapturedValue {
  /** The local name as it reads where the builder is applied. */
  readonly root: string;
  readonly path: readonly Segment[];
  /** Whether the path is read with `key`, because the root is a reference or a cell. */
  readonly isReference: boolean;
  /** Leading segments that are plain members, of a structure that holds references (default 0). */
  readonly plainSegments?: number;
}

/** A captured value, or captured members of one. */
export type CaptureNode =
  | { readonly kind: "value"; readonly value: CapturedValue }
  | { readonly kind: "members"; readonly members: CaptureTree };

/** Captures by the name that the callback knows them by, in order of first mention. */
export type CaptureTree = ReadonlyMap<string, CaptureNode>;

export type DirectFunction = ts.ArrowFunction | ts.FunctionExpression;

/**
 * A function written in place, or the name of one of module scope. What is given by name has no
 * captures and is called by an arrow function with the arguments that it would be given.
 */
export type Callback = DirectFunction | ts.Expression;

/** The segments of the cause of a fresh value: one is emitted bare, several as an array. */
export interface Cause {
  readonly segments: readonly (string | number)[];
  /** `{ stream: cause }` */
  readonly isStream: boolean;
}

/** `const <name> = <binding root>.key(...)` at the head of a canonicalised callback. */
export interface BoundInput {
  /** The authored name; it is moved. */
  readonly name: ts.Identifier;
  readonly path: readonly Segment[];
  /** The first segment is `SELF`, which is no key: `<binding root>[SELF]`. */
  readonly isSelf?: true;
}

/** The parameter of a pattern-like callback. With nothing bound or captured there is none. */
export interface PatternParameter {
  /** Constants in front of the body, read from `__cf_pattern_input`. */
  readonly bound: readonly BoundInput[];
  /**
   * Constants for captures of a list callback, read from `key("params", ...)`. Only the names count.
   * A value is a reference, so the body reads it by key paths: `const cart = I.key("params", "cart")`.
   * Members are a record of references, which the body reads as authored:
   * `const cart = { rate: I.key("params", "cart", "rate") }`.
   */
  readonly captured: CaptureTree;
  /** An authored plain parameter that stays as it is: nothing is canonicalised. */
  readonly keep: boolean;
}

/** Options of a lift, in emitted order. */
export interface LiftOptions {
  readonly completeSchedulerScopeSummary?: true;
  readonly materializerWriteInputPaths?: readonly (readonly string[])[];
  readonly selfContained?: true;
}

/** What a lowered expression becomes. The expression itself is `node` in the comments. */
export type LoweringAction =
  /** `<root>.key("a", "b")`; with an empty path the root alone. */
  | { readonly kind: "key-path"; readonly root: ts.Expression; readonly path: readonly Segment[] }
  /** `const N = H.lift(({ ...captures }) => <node>, A, R, O);` and `N({ ...captures })`. */
  | {
    readonly kind: "lifted-expression";
    name: string;
    readonly captures: CaptureTree;
    /** Nodes of the graph that are made in it: they are made outside, and captured by name. */
    readonly made?: readonly MadeNode[];
    readonly argumentSchema: JSONSchema;
    readonly resultSchema: JSONSchema;
    readonly options: LiftOptions;
  }
  /**
   * A call of `computed`, `derive`, `assert`: its callback is lifted with captures as parameter.
   * Without captures and input: argument schema `false`, applied with no argument.
   */
  | {
    readonly kind: "lifted-callback";
    name: string;
    readonly callback: Callback;
    /** `derive(input, fn)`: the input, and its key beside captures (`undefined`: it is the argument). */
    readonly input?: { readonly value: ts.Expression; readonly key: string | undefined };
    readonly captures: CaptureTree;
    readonly argumentSchema: JSONSchema;
    readonly resultSchema: JSONSchema;
    readonly options: LiftOptions;
    /** Pattern tests: the operands to record and the text of the whole condition. */
    readonly assertion?: AssertCapture;
  }
  /**
   * `action(fn)` or a function that is the value of an event attribute:
   * `const N = H.handler(E, S, (event, { ...captures }) => ..., { resultSchema }?);` and `N({...})`.
   */
  | {
    readonly kind: "handler";
    name: string;
    readonly callback: Callback;
    readonly captures: CaptureTree;
    readonly eventSchema: JSONSchema;
    readonly stateSchema: JSONSchema;
    readonly resultSchema?: JSONSchema;
    readonly selfContained?: true;
  }
  /** `<receiver>.mapWithPattern(N, { ...captures }[, thisArg])` with its callback as hoisted pattern. */
  | {
    readonly kind: "collection";
    name: string;
    readonly receiver: ts.Expression;
    readonly method: "map" | "filter" | "flatMap";
    readonly callback: Callback;
    readonly parameter: PatternParameter;
    /** The arguments of a callback given by name, instead of bound parameters. */
    readonly given?: readonly ("element" | "index" | "array")[];
    readonly captures: CaptureTree;
    readonly thisArgument?: ts.Expression;
    readonly argumentSchema: JSONSchema;
    readonly resultSchema: JSONSchema;
  }
  /** `ifElse(S x 4, c, a, b)`; `when`/`unless(S x 3, a, b)`. A missing branch is `undefined`. */
  | {
    readonly kind: "control";
    readonly operator: "ifElse" | "when" | "unless";
    readonly schemas: readonly JSONSchema[];
    readonly values: readonly ControlValue[];
  }
  /** The callback of an authored `pattern` or `render`, or the function given by name for one. */
  | { readonly kind: "pattern-body"; readonly parameter: PatternParameter }
  /** A call that gets schemas: `arguments` is the new list, of authored nodes and literals. */
  | {
    readonly kind: "arguments";
    readonly arguments: readonly CallArgument[];
    readonly callee?: string;
  }
  /** `node.asSchema(<schema>)` */
  | { readonly kind: "as-schema"; readonly schema: JSONSchema }
  /** The literal of a schema instead of the call: `toSchema<T>()`. */
  | { readonly kind: "literal"; readonly value: unknown }
  /** `(<node's inner expression>)`: the wrapper call or `?? []` around it disappears. */
  | { readonly kind: "replace"; readonly by: ts.Expression };

/** A call that makes a node of the graph, and the name by which a lift gets its value. */
export interface MadeNode {
  readonly node: ts.Expression;
  readonly name: string;
}

/** The lowering of one kind. */
export type ActionOf<K extends LoweringAction["kind"]> = Extract<LoweringAction, { kind: K }>;

/** An argument of a call: an authored node, a schema or other JSON literal, `undefined`. */
export type CallArgument =
  | { readonly kind: "node"; readonly node: ts.Expression }
  | { readonly kind: "json"; readonly value: unknown }
  /** An authored object literal (or none) with one property more. */
  | {
    readonly kind: "record";
    readonly node: ts.Expression | undefined;
    readonly property: string;
    readonly value: unknown;
  }
  | { readonly kind: "undefined" };

/** An operand of a conditional helper: authored, `undefined`, or made for an optional list call. */
export type ControlValue = ts.Expression | undefined | LoweredValue | NullishTest;

/** `node` under a further action, when the operand is the node that has the `control` itself. */
export interface LoweredValue {
  readonly kind: "lowered";
  readonly node: ts.Expression;
  readonly action: LoweringAction;
}

/** `const N = H.lift(({ value }) => value == null, A, R, O);` and `N({ value: <value> })`. */
export interface NullishTest {
  readonly kind: "is-nullish";
  name: string;
  readonly value: ts.Expression;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  readonly options: LiftOptions;
}

/** What `assert` records: each operand in evaluation order, and the condition as text. */
export interface AssertCapture {
  readonly operands: readonly ts.Expression[];
  /** The concise body of the callback, or the value of a `return` in it. */
  readonly condition: ts.Expression;
  /** The same for each further `return` of the callback. */
  readonly further?: readonly AssertCapture[];
}

/** How a `const { a, b } = <reference>;` in a pattern body is emitted: one constant a name. */
export interface LocalDestructuring {
  readonly statement: ts.VariableStatement;
  readonly declarations: readonly LocalDeclaration[];
}

export type LocalDeclaration =
  /** As authored. */
  | { readonly kind: "plain"; readonly declaration: ts.VariableDeclaration }
  /** `const <name> = <root>.key(...path)` for every bound name; the root is named when it is a call. */
  | {
    readonly kind: "bound";
    readonly root: ts.Expression;
    /** A fresh name for the root when it is no plain name. */
    readonly temporary: string | undefined;
    readonly bound: readonly BoundInput[];
  };
