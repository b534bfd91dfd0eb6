/** What a function under construction may name, and what surrounds the place that is being written. */

export interface Place {
  readonly scope: CodeScope;
  /** Inside a function that yields or awaits. */
  readonly yields: boolean;
  readonly awaits: boolean;
  /** Inside a function that has a `this` of its own. */
  readonly hasThis: boolean;
  readonly returns: boolean;
  /** Inside a loop or a switch, which `break` leaves. */
  readonly breaks: boolean;
  /** Inside a loop. */
  readonly continues: boolean;
  /** How much deeper expressions and statements may nest. */
  readonly fuel: number;
  /** A class with this private name is around. */
  readonly privateName?: string;
}

/** Names that are seen from one block: its own and those around it. */
export class CodeScope {
  readonly #parent: CodeScope | undefined;
  readonly #names: { name: string; isMutable: boolean }[] = [];
  readonly #taken = new Set<string>();

  constructor(parent?: CodeScope) {
    this.#parent = parent;
  }

  /** Enters `name`; false when this block has it already. */
  declare(name: string, isMutable: boolean): boolean {
    if (this.#taken.has(name)) return false;
    this.#taken.add(name);
    this.#names.push({ name, isMutable });
    return true;
  }

  /** Names that can be read here; a name that is shadowed stands for what shadows it. */
  readable(): string[] {
    return [...this.#visible().keys()];
  }

  /** Names that can be assigned here. */
  assignable(): string[] {
    return [...this.#visible()].filter(([, isMutable]) => isMutable).map(([name]) => name);
  }

  #visible(): Map<string, boolean> {
    const visible = this.#parent === undefined
      ? new Map<string, boolean>()
      : this.#parent.#visible();
    for (const { name, isMutable } of this.#names) visible.set(name, isMutable);
    return visible;
  }
}
