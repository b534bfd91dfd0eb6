/** What the rewrite of one construct needs of the rewrite of its module. */
import type ts from "typescript";

/** The rewrite of one module, as its constructs see it. */
export interface Rewriting {
  readonly file: ts.SourceFile;
  /** An authored node with every action in it carried out, its own included. */
  visit<T extends ts.Node>(node: T): T;
  /** The same without the actions of the node itself. */
  visitChildren<T extends ts.Node>(node: T): T;
  /** Visits inside `within` wrap the values of these nodes. */
  wrapInside(within: ts.Node, wrappers: ReadonlyMap<ts.Node, Wrapper>): void;
  /** Puts `const <name> = <value>;` before the statement of the module, and gives back the name. */
  hoist(name: string, value: ts.Expression, authored: ts.Node): ts.Identifier;
}

/** Puts something around the rewritten value of a node. */
export type Wrapper = (value: ts.Expression) => ts.Expression;
