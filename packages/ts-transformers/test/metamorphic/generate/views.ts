/** JSX of generated programs: children, attributes, lists, components, event handlers. */
import type { Tape } from "../tape.ts";
import { Expressions, operand } from "./expressions.ts";
import type { Name, Scope, TypeName } from "./scope.ts";

/** What a program has at module scope, beside the helpers that every program has. */
export interface Components {
  /** Children without state, which may be made once for each row. */
  readonly lists: readonly string[];
  /** Children with state, which the body makes in a fixed order. */
  readonly single: readonly string[];
}

export class Views {
  constructor(
    readonly tape: Tape,
    readonly expressions: Expressions,
    readonly components: Components,
  ) {}

  element(scope: Scope, depth: number): string {
    const tag = this.tape.of(["div", "cf-card", "p"]);
    const count = 1 + this.tape.below(depth > 0 ? 3 : 1);
    const children = Array.from({ length: count }, () => this.child(scope, depth - 1));
    return `<${tag}${this.#attributes(scope, depth)}>${children.join("")}</${tag}>`;
  }

  /** Something between tags. */
  child(scope: Scope, depth: number): string {
    const { expressions: make, tape } = this;
    const rows = [
      () => `{${make.of("string", scope, depth)}}`,
      () => `<b>{${make.of("number", scope, depth)}}</b>`,
      () => this.button(scope, depth),
      () => {
        const list = make.operand("Item[]", scope, depth - 1);
        return `{${list}.map(${this.#row("Item", scope, depth)})}`;
      },
      () => {
        const condition = make.operand("boolean", scope, depth);
        const [a, b] = [this.element(scope, depth - 1), this.element(scope, depth - 1)];
        return `{${condition} ? ${a} : ${b}}`;
      },
      () => `{${make.operand("boolean", scope, depth)} && ${this.element(scope, depth - 1)}}`,
      () => {
        const list = make.operand("string[]", scope, depth - 1);
        return `{${list}.map(${this.#row("string", scope, depth)})}`;
      },
      () => this.#component(scope, depth) ?? this.element(scope, depth - 1),
      () => {
        const left = operand(make.mention("string", scope));
        return `{${left} || ${this.element(scope, depth - 1)}}`;
      },
      () => {
        const maybe = scope.atom("Item[] | undefined", tape);
        if (maybe === undefined) return `{${make.of("boolean", scope, depth)}}`;
        const row = this.#row("Item", scope, depth);
        return tape.oneIn(2) ? `{${maybe}?.map(${row})}` : `{(${maybe} ?? []).map(${row})}`;
      },
      () => {
        const maybe = scope.atom("Owner | undefined", tape);
        return maybe === undefined
          ? `{${make.of("number", scope, depth)}}`
          : `{${maybe} && <b>{${maybe}.name}{${maybe}.age + 1}</b>}`;
      },
      () => {
        const row = make.fresh("row");
        const inner = scope.inCallback()
          .with(local(`${row}.text`, "string"), local(`${row}.size`, "number"));
        const records = [0, 1].map(() =>
          `{ text: ${make.of("string", scope, depth - 1)}, size: ${
            make.of("number", scope, depth - 1)
          } }`
        );
        return `{[${records.join(", ")}].map((${row}) => <li>{${row}.text}${
          this.child(inner, depth - 1)
        }</li>)}`;
      },
      () => `<>${this.child(scope, depth - 1)}${this.child(scope, depth - 1)}</>`,
      () => {
        const tally = scope.handle("cell", "number", tape);
        return tally === undefined ? `{"none"}` : `<i>{${tally}}</i>`;
      },
      () => {
        const [pick, on] = [
          scope.handle("cell", "string", tape),
          scope.handle("cell", "boolean", tape),
        ];
        if (pick !== undefined) return `<cf-input $value={${pick}} />`;
        return on === undefined ? `{null}` : `<cf-checkbox $checked={${on}} />`;
      },
      () => {
        const scores = scope.atom("Scores", tape);
        if (scores === undefined) return `{undefined}`;
        const [key, value] = [make.fresh("key"), make.fresh("value")];
        const inner = scope.inCallback().with(local(key, "string"), local(value, "number"));
        return `{Object.entries(${scores}).map(([${key}, ${value}]) => <li>{${key}}${
          this.child(inner, depth - 1)
        }</li>)}`;
      },
      () => `{${make.operand("boolean", scope, depth)} ? ${this.element(scope, depth - 1)} : null}`,
      () => {
        const name = make.fresh("tag");
        const inner = scope.with({ text: name, type: "string", holding: "data" });
        return `{["u", "v"].map((${name}) => <i>{${make.of("string", inner, depth)}}</i>)}`;
      },
      () => {
        const name = make.fresh("local");
        const inner = scope.inCallback().with({ text: name, type: "number", holding: "data" });
        const value = make.of("number", scope.inCallback(), depth);
        return `{(() => { const ${name} = ${value}; return <em>{${
          make.of("number", inner, depth - 1)
        }}</em>; })()}`;
      },
    ];
    return tape.of(depth > 0 ? rows : rows.slice(0, 2))();
  }

  #row(type: "Item" | "string", scope: Scope, depth: number): string {
    const make = this.expressions;
    return this.expressions.callback(type, scope, (inner) => {
      if (this.tape.oneIn(8)) {
        const name = make.fresh("v");
        const value = make.operand("string", inner.inside("compute"), depth - 1);
        const more = inner.with(local(name, "string"));
        return `{ const ${name} = computed(() => ${value}); return <li>${
          this.child(more, depth - 1)
        }</li>; }`;
      }
      if (!this.tape.oneIn(3)) return `<li>${this.child(inner, depth - 1)}</li>`;
      const name = this.expressions.fresh("v");
      const value = this.expressions.of("string", inner, depth - 1);
      const more = inner.with({ text: name, type: "string", holding: "data" });
      return `{ const ${name} = ${value}; return <li>{${name}}${
        this.child(more, depth - 1)
      }</li>; }`;
    }, true);
  }

  #attributes(scope: Scope, depth: number): string {
    const { expressions: make, tape } = this;
    const rows = [
      () => "",
      () => ` title={${make.of("string", scope, depth)}}`,
      () => ` style={{ width: ${make.of("number", scope, depth)}, color: "red" }}`,
      () => ` hidden={${make.of("boolean", scope, depth)}}`,
      () =>
        ` style={{ color: "red", ...(${
          make.of("boolean", scope, depth - 1)
        } ? { width: 1 } : {}) }}`,
      () => ` class={\`a \${${make.of("boolean", scope, depth - 1)} ? "on" : "off"}\`}`,
      () => ` data-list={${make.of("string[]", scope, depth - 1)}}`,
    ];
    return tape.of(rows)();
  }

  #component(scope: Scope, depth: number): string | undefined {
    const [name] = this.components.lists;
    if (name === undefined) return undefined;
    const make = this.expressions;
    const cell = this.tape.oneIn(4) ? scope.handle("cell", "string", this.tape) : undefined;
    return `<${name} label={${cell ?? make.of("string", scope, depth)}} n={${
      make.of("number", scope, depth - 1)
    }} />`;
  }

  /** A button with some event handler. */
  button(scope: Scope, depth: number): string {
    const handler = this.handlerValue(scope, depth);
    const text = this.expressions.of("string", scope, depth - 1);
    return `<cf-button onClick={${handler}}>{${text}}</cf-button>`;
  }

  handlerValue(scope: Scope, depth: number): string {
    const { expressions: make, tape } = this;
    const stream = scope.handle("stream", "string", tape);
    const rows = [
      () => `() => ${this.write(scope, depth)}`,
      () => `() => { ${this.write(scope, depth)}; ${this.write(scope, depth)}; }`,
      () => `(e) => ${this.writeFromEvent(scope)}`,
      () => {
        const tally = scope.handle("cell", "number", tape);
        if (tally === undefined) return undefined;
        return `bump({ tally: ${tally}, by: ${make.of("number", scope, depth)} })`;
      },
      () => {
        const log = scope.handle("cell", "string[]", tape);
        if (log === undefined) return undefined;
        return `say({ log: ${log}, text: ${make.of("string", scope, depth)} })`;
      },
      () => stream,
      () => {
        const list = scope.atom("Item[]", tape);
        const isInput = list !== undefined && /^(?:input\.)?(?:items|wares)$/.test(list);
        const cell = isInput ? list : scope.handle("cell", "Item[]", tape);
        if (cell === undefined) return undefined;
        return `wipe({ list: ${cell}, least: ${make.of("number", scope, depth - 1)} })`;
      },
      () => {
        const condition = make.operand("boolean", scope, depth);
        const tally = scope.handle("cell", "number", tape);
        if (stream === undefined || tally === undefined) return undefined;
        return `${condition} ? ${stream} : bump({ tally: ${tally}, by: 1 })`;
      },
    ];
    return tape.of(rows)() ?? rows[0]!()!;
  }

  /** A statement of a handler that writes something; the scope is that of the pattern. */
  write(scope: Scope, depth: number): string {
    const { expressions: make, tape } = this;
    const inner = scope.inside("compute");
    const value = (type: TypeName) => make.of(type, inner, Math.min(depth, 2));
    const cell = (type: TypeName) => inner.handle("cell", type, tape);
    const rows: (() => string | undefined)[] = [
      () => onCell(cell("number"), (it) => `${it}.set(${it}.get() + ${operand(value("number"))})`),
      () => onCell(cell("string"), (it) => `${it}.set(${value("string")})`),
      () => onCell(cell("string[]"), (it) => `${it}.push(${value("string")})`),
      () => onCell(cell("boolean"), (it) => `${it}.set(!${it}.get())`),
      () => onCell(cell("Item[]"), (it) => `${it}.set(${it}.get().filter((r) => !r.done))`),
      () =>
        onCell(
          cell("Item[]"),
          (it) =>
            `${it}.push({ title: ${value("string")}, price: ${
              value("number")
            }, done: false, tags: [...${operand(value("string[]"))}] })`,
        ),
      () =>
        onCell(
          cell("Item[]"),
          (it) =>
            `${it}.set(${it}.get().map((r) => r.title === ${
              operand(value("string"))
            } ? { ...r, done: !r.done } : r))`,
        ),
      () => onCell(cell("number"), (it) => `${it}.set(${value("number")})`),
    ];
    return tape.of(rows)() ?? "undefined";
  }

  writeFromEvent(scope: Scope): string {
    const pick = scope.handle("cell", "string", this.tape);
    return pick === undefined ? "undefined" : `${pick}.set(e.target?.value ?? "")`;
  }
}

function onCell(cell: string | undefined, write: (cell: string) => string): string | undefined {
  return cell === undefined ? undefined : write(cell);
}

/** A name for a local value of a body. */
export function local(text: string, type: TypeName, holding: Name["holding"] = "data"): Name {
  return { text, type, holding };
}
