/** Typed expressions, composed from the rows of the policy matrix. */
import type { Tape } from "../tape.ts";
import { rowsOf } from "./rows.ts";
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
    const rows = depth <= 0 ? [] : rowsOf(type);
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
        // `true` itself would make code unreachable for the checker.
        return this.tape.of(["2 > 1", "1 > 2"]);
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

export function data(text: string, type: TypeName): Name {
  return { text, type, holding: "data" };
}
