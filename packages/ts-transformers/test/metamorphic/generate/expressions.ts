/** Typed expressions, composed from the rows of the policy matrix. */
import type { Tape } from "../tape.ts";
import { type Name, type Scope, type TypeName } from "./scope.ts";

/** Text that is one operand: a name, path or call as it is, everything else in parentheses. */
export function operand(text: string): string {
  return /^[\w$.]+(\(\))?$/.test(text) || /^"[^"]*"$/.test(text) ? text : `(${text})`;
}

/** Makes expressions; names that it introduces are unique in the program. */
export class Expressions {
  #count = 0;

  constructor(readonly tape: Tape) {}

  fresh(prefix: string): string {
    return `${prefix}${++this.#count}`;
  }

  /** An expression of `type`, at most `depth` constructs deep. */
  of(type: TypeName, scope: Scope, depth: number): string {
    const rows = depth <= 0 ? [] : this.#rows(type);
    const choice = this.tape.below(rows.length * 2 + 1);
    // The first half are plain mentions, so that programs do not explode.
    const row = rows[choice - rows.length - 1];
    return row === undefined
      ? this.atom(type, scope)
      : row.call(this, scope, depth - 1) ?? this.atom(type, scope);
  }

  atom(type: TypeName, scope: Scope): string {
    return (this.tape.oneIn(6) ? undefined : scope.atom(type, this.tape)) ?? this.#literal(type);
  }

  /** A mention that is no literal, for operands that TypeScript would call constant. */
  mention(type: TypeName, scope: Scope): string {
    return scope.atom(type, this.tape) ?? `(${this.#literal(type)} as ${type})`;
  }

  #literal(type: TypeName): string {
    switch (type) {
      case "number":
        return this.tape.of(["1", "0", "3"]);
      case "string":
        return this.tape.of([`"x"`, `""`, `"milk"`]);
      case "boolean":
        return this.tape.of(["true", "false"]);
      case "string[]":
        return `["p", "q"]`;
      case "number[]":
        return "[1, 2]";
      case "Item":
        return `{ title: "new", price: 1, done: false, tags: [] }`;
      case "Item[]":
        return `([] as Item[])`;
      case "Owner":
        return `{ name: "n", age: 1, home: { city: "c" } }`;
      case "Scores":
        return `({ a: 1 } as Scores)`;
      case "string | undefined":
      case "Owner | undefined":
      case "Item[] | undefined":
        return "undefined";
    }
  }

  #rows(type: TypeName): readonly Row[] {
    switch (type) {
      case "number":
        return NUMBERS;
      case "string":
        return STRINGS;
      case "boolean":
        return BOOLEANS;
      case "string[]":
        return TEXT_LISTS;
      case "Item[]":
        return ITEM_LISTS;
      case "number[]":
        return NUMBER_LISTS;
      case "Item":
      case "Owner":
      case "Scores":
      case "string | undefined":
      case "Owner | undefined":
      case "Item[] | undefined":
        return [];
    }
  }

  operand(type: TypeName, scope: Scope, depth: number): string {
    return operand(this.of(type, scope, depth));
  }

  /** `(x) => <result>` over elements of `type`, with the spellings that authors use. */
  callback(
    element: "string" | "number" | "Item",
    scope: Scope,
    body: (inner: Scope) => string,
    mayUseIndex: boolean = false,
  ): string {
    const inner = scope.inCallback();
    if (element === "Item" && this.tape.oneIn(4)) {
      const [title, price, done] = ["title", "price", "done"].map((name) => this.fresh(name));
      const scopeOfMembers = inner.with(
        data(title!, "string"),
        data(price!, "number"),
        data(done!, "boolean"),
      );
      const pattern = `{ title: ${title}, price: ${price}, done: ${done} }`;
      return `(${pattern}) => ${body(scopeOfMembers)}`;
    }
    const name = this.fresh(element === "Item" ? "item" : "one");
    const index = this.fresh("index");
    const names: Name[] = [data(name, element)];
    if (mayUseIndex && this.tape.oneIn(3)) names.push(data(index, "number"));
    const text = body(inner.with(...names));
    return `(${names.map((one) => one.text).join(", ")}) => ${text}`;
  }
}

function data(text: string, type: TypeName): Name {
  return { text, type, holding: "data" };
}

type Row = (this: Expressions, scope: Scope, depth: number) => string | undefined;

const ternary = (type: TypeName): Row =>
  function (scope, depth) {
    const condition = this.operand("boolean", scope, depth);
    return `${condition} ? ${this.operand(type, scope, depth)} : ${
      this.operand(type, scope, depth)
    }`;
  };

const NUMBERS: readonly Row[] = [
  function (scope, depth) {
    const operator = this.tape.of(["+", "*", "-"]);
    return `${this.operand("number", scope, depth)} ${operator} ${
      this.operand("number", scope, depth)
    }`;
  },
  ternary("number"),
  function (scope, depth) {
    return `${this.operand("string[]", scope, depth)}.length`;
  },
  function (scope, depth) {
    return `${this.operand("Item[]", scope, depth)}.length`;
  },
  function (scope, depth) {
    return `${this.operand("string", scope, depth)}.length`;
  },
  function (scope, depth) {
    return `${this.operand("number[]", scope, depth)}.reduce((a, b) => a + b, 0)`;
  },
  function (scope, depth) {
    const list = this.operand("Item[]", scope, depth);
    return `${list}.reduce((sum, it) => sum + it.price * ${this.operand("number", scope, 0)}, 0)`;
  },
  function (scope, depth) {
    return `Math.max(${this.of("number", scope, depth)}, ${this.of("number", scope, depth)})`;
  },
  function (scope, depth) {
    return `twice(${this.of("number", scope, depth)})`;
  },
  function (scope, depth) {
    const scores = scope.atom("Scores", this.tape);
    if (scores === undefined) return undefined;
    return this.tape.oneIn(2)
      ? `(${scores}.milk ?? ${this.operand("number", scope, 0)})`
      : `(${scores}[${this.of("string", scope, depth)}] ?? 0)`;
  },
  function (scope, depth) {
    const name = this.fresh("t");
    const body = this.of("number", scope.with(data(name, "number")), depth);
    return `(() => { const ${name} = ${this.of("number", scope, depth)}; return ${body}; })()`;
  },
  function (scope, depth) {
    return `-${this.operand("number", scope, depth)}`;
  },
  function (scope, depth) {
    return `${this.operand("string[]", scope, depth)}.indexOf(${this.of("string", scope, depth)})`;
  },
];

const BOOLEANS: readonly Row[] = [
  function (scope, depth) {
    const operator = this.tape.of([">", "<=", "<"]);
    return `${this.operand("number", scope, depth)} ${operator} ${
      this.operand("number", scope, depth)
    }`;
  },
  function (scope, depth) {
    return `!${this.operand("boolean", scope, depth)}`;
  },
  function (scope, depth) {
    return `${operand(this.mention("string", scope))} === ${
      operand(this.of("string", scope, depth))
    }`;
  },
  function (scope, depth) {
    const operator = this.tape.of(["&&", "||"]);
    const left = operand(this.mention("boolean", scope));
    return `${left} ${operator} ${this.operand("boolean", scope, depth)}`;
  },
  function (scope, depth) {
    return `${this.operand("string[]", scope, depth)}.includes(${this.of("string", scope, depth)})`;
  },
  function (scope, depth) {
    const method = this.tape.of(["some", "every"]);
    const test = this.callback("Item", scope, (inner) => this.of("boolean", inner, depth));
    return `${this.operand("Item[]", scope, depth)}.${method}(${test})`;
  },
  function (scope, depth) {
    const scores = scope.atom("Scores", this.tape);
    return scores === undefined
      ? undefined
      : `${this.operand("string", scope, depth)} in ${scores}`;
  },
  function (scope) {
    const maybe = scope.atom("Owner | undefined", this.tape);
    return maybe === undefined ? undefined : `${maybe} !== undefined`;
  },
];

const STRINGS: readonly Row[] = [
  function (scope, depth) {
    return `\`\${${this.of("number", scope, depth)}} of \${${this.of("string", scope, depth)}}\``;
  },
  ternary("string"),
  function (scope, depth) {
    return `${this.operand("string", scope, depth)} + ${this.operand("string", scope, depth)}`;
  },
  function (scope, depth) {
    const method = this.tape.of(["trim()", "toUpperCase()", "slice(0, 2)"]);
    return `${this.operand("string", scope, depth)}.${method}`;
  },
  function (scope, depth) {
    return `${this.operand("string[]", scope, depth)}.join(", ")`;
  },
  function (scope, depth) {
    const maybe = scope.atom("string | undefined", this.tape);
    return maybe === undefined ? undefined : `${maybe} ?? ${this.operand("string", scope, depth)}`;
  },
  function (scope, depth) {
    const maybe = scope.atom("Owner | undefined", this.tape);
    if (maybe === undefined) return undefined;
    const path = this.tape.of(["name", "home.city", "nick?.trim()", "nick", "name.toUpperCase()"]);
    return `${maybe}?.${path} ?? ${this.operand("string", scope, depth)}`;
  },
  function (scope, depth) {
    const left = operand(this.mention("string", scope));
    return `${left} || ${this.operand("string", scope, depth)}`;
  },
  function (scope) {
    const object = scope.atom("Owner", this.tape) ?? scope.atom("Item", this.tape);
    return object === undefined ? undefined : `JSON.stringify(${object})`;
  },
  function (scope) {
    const scores = scope.atom("Scores", this.tape);
    return scores === undefined ? undefined : `Object.keys(${scores}).join("-")`;
  },
  function (scope, depth) {
    return `shout(${this.of("string", scope, depth)})`;
  },
  function (scope, depth) {
    return `typeof ${this.operand("number", scope, depth)}`;
  },
  function (scope, depth) {
    const list = scope.atom("Item[]", this.tape);
    if (list === undefined) return undefined;
    return `${list}[0]?.title ?? ${this.operand("string", scope, depth)}`;
  },
  function (scope, depth) {
    const list = scope.atom("string[]", this.tape);
    if (list === undefined) return undefined;
    return `${list}[${this.of("number", scope, depth)}] ?? ${this.operand("string", scope, 0)}`;
  },
  function (scope, depth) {
    const test = this.callback("Item", scope, (inner) => this.of("boolean", inner, depth));
    return `${this.operand("Item[]", scope, depth)}.find(${test})?.title ?? "none"`;
  },
  function (scope, depth) {
    const text = operand(this.of("string", scope, depth));
    return `((s: string) => s + ${this.operand("string", scope, 0)})(${text})`;
  },
];

const TEXT_LISTS: readonly Row[] = [
  function (scope, depth) {
    const list = this.operand("Item[]", scope, depth);
    return `${list}.map(${
      this.callback("Item", scope, (inner) => this.of("string", inner, depth), true)
    })`;
  },
  function (scope, depth) {
    const list = this.operand("string[]", scope, depth);
    const test = this.callback("string", scope, (inner) => this.of("boolean", inner, depth));
    return `${list}.filter(${test})`;
  },
  function (scope, depth) {
    const list = this.operand("string[]", scope, depth);
    const map = this.callback("string", scope, (inner) => this.of("string", inner, depth), true);
    return `${list}.map(${map})`;
  },
  function (scope, depth) {
    const list = this.operand("Item[]", scope, depth);
    return `${list}.flatMap((it) => it.tags)`;
  },
  function (scope, depth) {
    return `${this.operand("string[]", scope, depth)}.slice(0, ${this.of("number", scope, 0)})`;
  },
  function (scope, depth) {
    return `[...${this.operand("string[]", scope, depth)}, ${this.of("string", scope, depth)}]`;
  },
  function (scope) {
    const scores = scope.atom("Scores", this.tape);
    return scores === undefined ? undefined : `Object.keys(${scores})`;
  },
  ternary("string[]"),
];

const ITEM_LISTS: readonly Row[] = [
  function (scope, depth) {
    const list = this.operand("Item[]", scope, depth);
    const test = this.callback("Item", scope, (inner) => this.of("boolean", inner, depth));
    return `${list}.filter(${test})`;
  },
  function (scope, depth) {
    return `${this.operand("Item[]", scope, depth)}.toSorted((a, b) => a.price - b.price)`;
  },
  function (scope) {
    const maybe = scope.atom("Item[] | undefined", this.tape);
    return maybe === undefined ? undefined : `${maybe} ?? []`;
  },
  function (scope, depth) {
    return `${this.operand("Item[]", scope, depth)}.slice(0, 2)`;
  },
];

const NUMBER_LISTS: readonly Row[] = [
  function (scope, depth) {
    const list = this.operand("Item[]", scope, depth);
    return `${list}.map(${
      this.callback("Item", scope, (inner) => this.of("number", inner, depth))
    })`;
  },
  function (scope, depth) {
    const list = this.operand("number[]", scope, depth);
    return `${list}.filter(${
      this.callback("number", scope, (inner) => this.of("boolean", inner, depth))
    })`;
  },
  function (scope, depth) {
    return `[${this.of("number", scope, depth)}, ${this.of("number", scope, depth)}]`;
  },
];
