/** The definitions of a program: each named type is made once, whichever document asks first. */
import type ts from "typescript";
import type { Definition, FoundProblem, Fragment } from "./fragment.ts";

/** What making the body of a definition gives. */
export interface Body {
  readonly fragment: Fragment;
  readonly problems: readonly FoundProblem[];
}

export class Definitions {
  readonly #all: Definition[] = [];
  readonly #named: Map<ts.Type, Definition> = new Map();

  get(id: number): Definition {
    const definition = this.#all[id];
    if (definition === undefined) throw new RangeError(`no definition ${id}`);
    return definition;
  }

  /** The definition of a named type; `make` is not called while it runs for the same type. */
  named(type: ts.Type, name: string, make: () => Body): Definition {
    const known = this.#named.get(type);
    if (known !== undefined) return known;
    const definition = this.#add(type, name);
    this.#named.set(type, definition);
    const { fragment, problems } = make();
    definition.fragment = fragment;
    definition.problems.push(...problems);
    return definition;
  }

  /** A definition of a type without name, for one document. */
  anonymous(type: ts.Type): Definition {
    return this.#add(type, undefined);
  }

  clear(): void {
    this.#all.length = 0;
    this.#named.clear();
  }

  #add(type: ts.Type, name: string | undefined): Definition {
    const definition: Definition = {
      id: this.#all.length,
      type,
      name,
      fragment: undefined,
      problems: [],
    };
    this.#all.push(definition);
    return definition;
  }
}
