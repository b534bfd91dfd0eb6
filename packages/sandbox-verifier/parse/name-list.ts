/**
 * The list of declared names that acorn keeps for each scope, with a search that does not grow with
 * the list: acorn looks every new name up by `indexOf`, which is quadratic in the names of a scope.
 */

const LINEAR_UP_TO = 8;

/** Stands in for the `string[]` of an acorn scope: `push`, `indexOf` and element 0. */
export class NameList {
  /** The first name; acorn compares a catch parameter with it. */
  0: string | undefined = undefined;
  readonly #names: string[] = [];
  #index: Map<string, number> | undefined;

  push(name: string): void {
    if (this.#names.length === 0) this[0] = name;
    this.#names.push(name);
    if (this.#index !== undefined) this.#note(this.#index, name, this.#names.length - 1);
    else if (this.#names.length > LINEAR_UP_TO) this.#index = this.#indexed();
  }

  indexOf(name: string): number {
    return this.#index === undefined ? this.#names.indexOf(name) : this.#index.get(name) ?? -1;
  }

  #indexed(): Map<string, number> {
    const index = new Map<string, number>();
    this.#names.forEach((name, at) => this.#note(index, name, at));
    return index;
  }

  #note(index: Map<string, number>, name: string, at: number): void {
    if (!index.has(name)) index.set(name, at);
  }
}
