/** The rows of expressions by type: each is one construct of the policy matrix. */
import { data, type Expressions, operand } from "./expressions.ts";
import type { Scope, TypeName } from "./scope.ts";

export type Row = (this: Expressions, scope: Scope, depth: number) => string | undefined;

const NONE: readonly Row[] = [];

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
    const inner = scope.inCallback();
    const body = this.of("number", inner.with(data(name, "number")), depth);
    return `(() => { const ${name} = ${this.of("number", inner, depth)}; return ${body}; })()`;
  },
  function (scope, depth) {
    return `-${this.operand("number", scope, depth)}`;
  },
  function (scope, depth) {
    if (!isOwnGraph(scope)) return undefined;
    const [w, t] = [this.of("number", scope, depth), this.of("string", scope, depth)];
    return `area({ w: ${w}, t: ${t} })`;
  },
  function (scope, depth) {
    return `new Set(${this.of("string[]", scope, depth)}).size`;
  },
  function (scope) {
    const maybe = scope.atom("string | undefined", this.tape);
    return maybe === undefined ? undefined : `(${maybe} ?? "").length`;
  },
  function (scope) {
    const scores = scope.atom("Scores", this.tape);
    if (scores === undefined) return undefined;
    return `Object.values(${scores}).reduce((a, b) => a + b, 0)`;
  },
  function (scope, depth) {
    return `${this.operand("string[]", scope, depth)}.indexOf(${this.of("string", scope, depth)})`;
  },
];

/** Applied factories inside larger expressions; a list callback may be part of a computation. */
function isOwnGraph(scope: Scope): boolean {
  return scope.context === "pattern" && !scope.inList;
}

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
    return maybe === undefined ? undefined : `Boolean(${maybe})`;
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
    const maybe = scope.atom("Owner | undefined", this.tape);
    if (maybe === undefined) return undefined;
    // In the other branch the name is `undefined` for the checker: it is not mentioned there.
    const there = this.tape.of([
      `${maybe}.name`,
      `${maybe}.home.city.trim()`,
      `${maybe}.nick ?? ""`,
    ]);
    const test = this.tape.of([maybe, `${maybe} !== undefined`]);
    return `${test} ? ${operand(there)} : ${this.operand("string", scope.without(maybe), depth)}`;
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
    return `\`\${typeof ${this.operand("number", scope, depth)}}\``;
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
  function (scope) {
    const maybe = scope.atom("string | undefined", this.tape);
    return maybe === undefined ? undefined : `(${maybe} || "q").trim()`;
  },
  function (scope, depth) {
    const name = this.fresh("part");
    const outside = scope.inCallback();
    const inner = outside.with(data(name, "string"));
    return `(() => { const ${name} = ${this.of("string", outside, depth)}; if (${
      this.of("boolean", inner, depth)
    }) return ${this.of("string", inner, 0)}; return ${name} + "!"; })()`;
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
    return `${this.operand("string[]", scope, depth)}.map(shout)`;
  },
  function (scope, depth) {
    const index = this.fresh("at");
    const inner = scope.inCallback().with(data(index, "number"));
    return `Array.from({ length: 2 }, (_, ${index}) => ${this.of("string", inner, depth)})`;
  },
  function (scope, depth) {
    const scores = scope.atom("Scores", this.tape);
    if (scores === undefined) return undefined;
    const [key, value] = [this.fresh("key"), this.fresh("value")];
    const inner = scope.inCallback().with(data(key, "string"), data(value, "number"));
    return `Object.entries(${scores}).map(([${key}, ${value}]) => ${
      this.of("string", inner, depth)
    })`;
  },
  function (scope, depth) {
    const [one, index, all] = [this.fresh("one"), this.fresh("index"), this.fresh("all")];
    const inner = scope.inCallback()
      .with(data(one, "string"), data(index, "number"), data(all, "string[]"));
    return `${this.operand("string[]", scope, depth)}.map((${one}, ${index}, ${all}) => ${
      this.of("string", inner, depth)
    })`;
  },
  function (scope, depth) {
    const item = this.fresh("item");
    const inner = scope.inCallback().with(data(item, "Item"));
    return `${this.operand("Item[]", scope, depth)}.map(function (${item}) { return ${
      this.of("string", inner, depth)
    }; })`;
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
    return `${this.operand("Item[]", scope, depth)}.filter(isDone)`;
  },
  ternary("Item[]"),
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

/** Constructs that give a value of `type`. */
export function rowsOf(type: TypeName): readonly Row[] {
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
      return NONE;
  }
}
