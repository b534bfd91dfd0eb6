/**
 * The lists of declared names that acorn keeps for each scope. Acorn looks every new name up by
 * `indexOf`, which is quadratic in the names of a scope; a list that grows long is replaced by one
 * whose search does not grow.
 */

const LINEAR_UP_TO = 8;

type Names = string[] | NameList;

/** The lists of an acorn scope. */
export interface NameLists {
  var: Names;
  lexical: Names;
  functions: Names;
}

/** Replaces the lists of `scope` that have become long. */
export function widen(scope: NameLists): void {
  if (isLong(scope.lexical)) scope.lexical = new NameList(scope.lexical);
  if (isLong(scope.var)) scope.var = new NameList(scope.var);
  if (isLong(scope.functions)) scope.functions = new NameList(scope.functions);
}

function isLong(names: Names): names is string[] {
  return names.length > LINEAR_UP_TO && Array.isArray(names);
}

/** Stands in for the `string[]` of an acorn scope: `push`, `indexOf` and element 0. */
class NameList {
  /** The first name; acorn compares a catch parameter with it. */
  readonly 0: string;
  /** The number of names. */
  length = 0;
  readonly #index = new Map<string, number>();

  constructor(names: readonly string[]) {
    this[0] = names[0]!;
    for (const name of names) this.push(name);
  }

  push(name: string): void {
    if (!this.#index.has(name)) this.#index.set(name, this.length);
    this.length++;
  }

  indexOf(name: string): number {
    return this.#index.get(name) ?? -1;
  }
}
