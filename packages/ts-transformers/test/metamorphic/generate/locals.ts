/** Statements of a pattern body, and the fields of its result. */
import type { Tape } from "../tape.ts";
import { type Expressions, operand } from "./expressions.ts";
import type { Name, Scope, TypeName } from "./scope.ts";
import { local, type Views } from "./views.ts";

export interface Local {
  readonly text: string;
  readonly names: readonly Name[];
}

const VALUE_TYPES: readonly TypeName[] = ["number", "string", "boolean", "string[]", "Item[]"];

type Row = (scope: Scope) => Local | undefined;

/** A statement and the names that it introduces; `undefined` when nothing suitable is in scope. */
export function writeLocal(
  tape: Tape,
  make: Expressions,
  views: Views,
  scope: Scope,
): Local | undefined {
  const bind = (text: string, type: TypeName, holding: Name["holding"] = "data"): Local => {
    const name = make.fresh("local");
    return { text: `const ${name} = ${text};`, names: [local(name, type, holding)] };
  };
  const compute = () => scope.inside("compute");
  const rows: Row[] = [
    () => {
      const type = tape.of(VALUE_TYPES);
      return bind(make.of(type, scope, 3), type);
    },
    () => {
      const type = tape.of(VALUE_TYPES);
      return bind(`computed(() => ${make.operand(type, compute(), 3)})`, type);
    },
    () => bind(`new Writable(${tape.of(["0", "5"])})`, "number", "cell"),
    () => bind(`new Writable<string[]>([])`, "string[]", "cell"),
    () => bind(`action(() => { ${views.write(scope, 2)}; })`, "string", "stream"),
    () => bind(loop(make, compute()), "number"),
    () => bind(block(make, compute()), "string"),
    () => destructured(make, scope),
    () => structure(make, scope),
    () => {
      const [w, t] = [make.of("number", scope, 2), make.of("string", scope, 2)];
      return bind(`area({ w: ${w}, t: ${t} })`, "number");
    },
    () => {
      const [list, below] = [make.of("Item[]", scope, 1), make.of("number", scope, 1)];
      return bind(`cheap({ list: ${list}, below: ${below} })`, "string[]");
    },
    () => {
      const condition = make.of("boolean", scope, 2);
      return bind(
        `ifElse(${condition}, ${make.of("string", scope, 2)}, ${make.of("string", scope, 1)})`,
        "string",
      );
    },
    () =>
      bind(
        `str\`a \${${make.of("number", scope, 2)}} b \${${make.of("string", scope, 2)}}\``,
        "string",
      ),
    () =>
      bind(`action<{ text: string }>((e) => { ${writeText(scope, tape)}; })`, "string", "stream"),
    () => child(make, views, scope),
    () => effect(tape, make, scope),
    () => refused(tape, make, scope),
  ];
  const index = tape.below(rows.length + 10) % rows.length;
  return rows[index]!(scope);
}

/** An applied child: its results are values and streams of this body. */
function child(make: Expressions, views: Views, scope: Scope): Local | undefined {
  const [panel] = views.components.single;
  const hits = scope.handle("cell", "number", make.tape);
  if (panel === undefined || hits === undefined) return undefined;
  const name = make.fresh("child");
  const [label, n] = [make.of("string", scope, 2), make.of("number", scope, 1)];
  return {
    text: `const ${name} = ${panel}({ label: ${label}, n: ${n}, hits: ${hits} });`,
    names: [
      local(`${name}.out`, "string"),
      local(`${name}.doubled`, "number"),
      local(`${name}.poke`, "string", "stream"),
    ],
  };
}

/** A computation that stands alone and writes until it converges. */
function effect(tape: Tape, make: Expressions, scope: Scope): Local | undefined {
  const on = scope.handle("cell", "boolean", tape);
  if (on === undefined) return undefined;
  const condition = make.of("boolean", scope.inside("compute"), 1);
  return { text: `computed(() => { if (${condition}) ${on}.set(true); });`, names: [] };
}

function writeText(scope: Scope, tape: Tape): string {
  const log = scope.handle("cell", "string[]", tape);
  return log === undefined ? "undefined" : `${log}.push(e.text)`;
}

function loop(make: Expressions, scope: Scope): string {
  const item = local(make.fresh("item"), "Item");
  const inner = scope.with(item);
  return `computed(() => { let sum = 0; for (const ${item.text} of ${
    make.of("Item[]", scope, 1)
  }) { if (${make.of("boolean", inner, 1)}) sum += ${
    operand(make.of("number", inner, 1))
  }; } return sum; })`;
}

function block(make: Expressions, scope: Scope): string {
  const name = local(make.fresh("part"), "string");
  return `computed(() => { const ${name.text} = ${make.of("string", scope, 2)}; if (${
    make.of("boolean", scope, 1)
  }) return ${make.of("string", scope.with(name), 1)}; return ${name.text}; })`;
}

function destructured(make: Expressions, scope: Scope): Local | undefined {
  const owner = scope.atom("Owner", make.tape);
  if (owner === undefined) return undefined;
  const [who, city] = [make.fresh("who"), make.fresh("city")];
  return {
    text: `const { name: ${who}, home: { city: ${city} } } = ${owner};`,
    names: [local(who, "string"), local(city, "string")],
  };
}

/** A literal is plain whatever it holds; its members keep what they are. */
function structure(make: Expressions, scope: Scope): Local | undefined {
  const name = make.fresh("ctx");
  const list = scope.atom("Item[]", make.tape);
  if (list === undefined) return undefined;
  const label = make.of("string", scope, 1);
  const members = [local(`${name}.list`, "Item[]"), local(`${name}.label`, "string")];
  const text = `const ${name} = { list: ${list}, label: ${label} };`;
  if (!make.tape.oneIn(2)) return { text, names: members };
  const copy = make.fresh("ctx");
  return {
    text: `${text} const ${copy} = { ...${name}, more: ${make.of("number", scope, 1)} };`,
    names: [...members, local(`${copy}.list`, "Item[]"), local(`${copy}.more`, "number")],
  };
}

/** Names of constructs that have no lowering begin with this. */
export const REFUSED_MARK = "odd_";

/** Constructs that have no lowering: the program must be refused as a whole. */
function refused(tape: Tape, make: Expressions, scope: Scope): Local | undefined {
  const name = make.fresh(REFUSED_MARK);
  const scores = scope.atom("Scores", tape);
  const rows = [
    () => `let ${name} = ${make.of("number", scope, 1)};`,
    () =>
      scores === undefined
        ? `var ${name} = ${make.of("number", scope, 1)};`
        : `const ${name} = ${scores}[${make.mention("string", scope)}];`,
    () => `const ${name} = (x: number) => x + ${make.mention("number", scope)};`,
    () => `for (const ${name} of ${make.mention("string[]", scope)}) shout(${name});`,
  ];
  return { text: tape.of(rows)(), names: [] };
}

/** Fields of the result beside the name and the view. */
export function writeResults(tape: Tape, make: Expressions, scope: Scope): string[] {
  const results: string[] = [];
  for (let count = tape.below(4); count > 0; count--) {
    const type = tape.of(VALUE_TYPES);
    const name = make.fresh("out");
    const stream = scope.handle("stream", "string", tape);
    results.push(
      stream !== undefined && tape.oneIn(4)
        ? `${name}: ${stream}`
        : tape.oneIn(3)
        ? `${name}: { inner: ${make.of(type, scope, 2)}, list: [${make.of("number", scope, 1)}] }`
        : `${name}: ${make.of(type, scope, 3)}`,
    );
  }
  return results;
}
