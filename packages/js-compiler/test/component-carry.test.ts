/** What needs no compile: which questions are asked of a store, when, and what an answer settles. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { computeModuleIdentities, type ModuleIdentity } from "@commonfabric/module-identity";
import { type CarryInput, ComponentCarry, MemoryEmitMemo } from "../mod.ts";
import type { CompiledModule, MemoisedEmit } from "../types.ts";
import { parseEdges } from "../typescript/chunk.ts";
import { compile, type Files, freshCompiler, optionsOf, programOf } from "./support/compile.ts";

const DIAMOND: Files = {
  "/main.ts": 'import { left } from "./left.ts";\nimport { right } from "./right.ts";\n' +
    'import { aside } from "./aside.ts";\nexport const main = () => left() + right() + aside;',
  "/left.ts": 'import { leaf } from "./leaf.ts";\nexport const left = () => leaf();',
  "/right.ts": 'import { leaf } from "./leaf.ts";\nexport const right = () => leaf();',
  "/leaf.ts": "export const leaf = () => 1;",
  "/aside.ts": "export const aside = 1;",
};

function closure(files: Files): ReadonlyMap<string, ModuleIdentity> {
  const { hosts, sha256 } = optionsOf();
  const roots = Object.keys(files).slice(1);
  return computeModuleIdentities({ ...programOf(files), sourceRoots: roots }, {
    hosts,
    sha256,
    edges: { scan: () => "uncertain", parse: parseEdges },
  });
}

function carryOf(files: Files, more: Partial<CarryInput> = {}): ComponentCarry {
  const modules = closure(files);
  const code = [...modules.values()].filter(({ kind }) => kind === "code");
  return new ComponentCarry({
    modules,
    missing: new Set(code.map(({ path }) => path)),
    sha256: nodeSha256,
    ...more,
  });
}

/** What a store has of `modules`, by emit key. */
function stored(
  modules: ReadonlyMap<string, CompiledModule>,
): Map<string, readonly MemoisedEmit[]> {
  const found = new Map<string, MemoisedEmit[]>();
  for (const [path, module] of modules) {
    found.set(module.emitKey, [...found.get(module.emitKey) ?? [], { path, module }]);
  }
  return found;
}

function pathsOf(
  modules: ReadonlyMap<string, CompiledModule>,
  emitKeys: readonly string[],
): string[] {
  return [...modules].filter(([, { emitKey }]) => emitKeys.includes(emitKey)).map(([path]) => path)
    .sort();
}

Deno.test("a store is asked once for each level of imports, and nobody twice", () => {
  const whole = compile(DIAMOND);
  const store = stored(whole);
  const carry = carryOf(DIAMOND);
  const asked: string[][] = [];
  for (let keys = carry.takeUnknown(); keys.length > 0; keys = carry.takeUnknown()) {
    asked.push(pathsOf(whole, keys));
    carry.give(store);
  }
  assert.deepEqual(asked, [["/aside.ts", "/leaf.ts"], ["/left.ts", "/right.ts"], ["/main.ts"]]);
  assert.deepEqual([...carry.carried.keys()].sort(), Object.keys(DIAMOND).sort());
  for (const [path, module] of carry.carried) {
    assert.deepEqual(module, { ...whole.get(path)!, origin: "carried" });
  }
});

Deno.test("what a store lacks stops what depends on it, and nothing else", () => {
  const modules = compile(DIAMOND);
  const store = stored(modules);
  store.delete(modules.get("/left.ts")!.emitKey);
  const carry = carryOf(DIAMOND);
  for (let keys = carry.takeUnknown(); keys.length > 0; keys = carry.takeUnknown()) {
    carry.give(store);
  }
  assert.deepEqual([...carry.carried.keys()].sort(), ["/aside.ts", "/leaf.ts", "/right.ts"]);
  const left = carry.components.find(({ members }) => members[0]!.path === "/left.ts")!;
  assert.equal(carry.isSettled(left), false);
  assert.equal(carry.keyOf(left).emitKey, modules.get("/left.ts")!.emitKey);
  carry.learn(left, new Map([["/left.ts", modules.get("/left.ts")!.interfaceDigest]]));
  assert.deepEqual(pathsOf(modules, carry.takeUnknown()), ["/main.ts"]);
});

Deno.test("a memo answers before a store is asked, and learns what the store had", () => {
  const modules = compile(DIAMOND);
  const emitMemo = new MemoryEmitMemo();
  const first = carryOf(DIAMOND, { emitMemo });
  for (let keys = first.takeUnknown(); keys.length > 0; keys = first.takeUnknown()) {
    first.give(stored(modules));
  }
  const second = carryOf(DIAMOND, { emitMemo });
  assert.deepEqual(second.takeUnknown(), []);
  assert.equal(second.carried.size, Object.keys(DIAMOND).length);
});

Deno.test("an import cycle is taken whole or not at all", () => {
  const files = {
    "/main.ts": 'import { a } from "./a.ts";\nexport const main = () => a(1);',
    "/a.ts":
      'import { b } from "./b.ts";\nexport const a = (n: number): number => n > 9 ? n : b(n);',
    "/b.ts": 'import { a } from "./a.ts";\nexport const b = (n: number): number => a(n + 1);',
  };
  const modules = compile(files);
  const { emitKey } = modules.get("/a.ts")!;
  const whole = stored(modules);
  for (const [members, carried] of [[1, []], [2, ["/a.ts", "/b.ts"]]] as const) {
    const carry = carryOf(files);
    assert.deepEqual(carry.takeUnknown(), [emitKey]);
    carry.give(new Map([[emitKey, whole.get(emitKey)!.slice(0, members)]]));
    assert.deepEqual([...carry.carried.keys()].sort(), carried);
  }
});

Deno.test("interfaces of modules that are not missing are given, those of declarations are computed", () => {
  const files = {
    "/main.ts": 'import type { Shape } from "./shape.d.ts";\nimport { leaf } from "./leaf.ts";\n' +
      "export const main = (shape: Shape) => leaf(shape.n);",
    "/leaf.ts": "export const leaf = (n: number) => n;",
    "/shape.d.ts": "export interface Shape { n: number }\n",
  };
  const modules = compile(files);
  const leaf = closure(files).get("/leaf.ts")!.identity;
  const options = {
    missing: new Set(["/main.ts"]),
    interfaceDigestOf: (identity: string) =>
      identity === leaf ? modules.get("/leaf.ts")!.interfaceDigest : undefined,
  };
  const carry = carryOf(files, options);
  assert.deepEqual(carry.takeUnknown(), [modules.get("/main.ts")!.emitKey]);
  const unknown = carryOf(files, { missing: new Set(["/main.ts"]) });
  assert.deepEqual(unknown.takeUnknown(), [], "without the interface of the leaf there is no key");
});

Deno.test("a chain of 20,000 modules settles in one go", () => {
  const modules = new Map<string, ModuleIdentity>();
  const digest = "A".repeat(43);
  for (let index = 0; index < 20_000; index++) {
    const path = `/m${index}.ts`;
    const target = `/m${index - 1}.ts`;
    modules.set(path, {
      path,
      kind: "code",
      identity: path,
      sourceDigest: digest,
      text: "",
      edges: index === 0 ? [] : [{ specifier: `.${target}`, kind: "module", target }],
      storedEdges: [],
      component: index,
    });
  }
  const kept = new Map<string, readonly MemoisedEmit[]>();
  const input: CarryInput = {
    modules,
    missing: new Set(modules.keys()),
    sha256: nodeSha256,
    emitMemo: { get: (key) => kept.get(key), put: (key, members) => void kept.set(key, members) },
  };
  const rounds = new ComponentCarry(input);
  for (const path of modules.keys()) {
    const [emitKey, ...others] = rounds.takeUnknown();
    assert.equal(others.length, 0);
    const module = { js: "", interfaceDigest: digest, emitKey: emitKey!, warnings: [] };
    rounds.give(new Map([[emitKey!, [{ path, module: { ...module, origin: "compiled" } }]]]));
  }
  assert.equal(rounds.carried.size, 20_000);
  assert.equal(new ComponentCarry(input).carried.size, 20_000);
});

Deno.test("a compile asks the store for importers once it knows what they import", async () => {
  const before = compile(DIAMOND);
  const after = { ...DIAMOND, "/leaf.ts": "export const leaf = () => 2;" };
  const expected = compile(after, {}, freshCompiler());
  const asked: string[][] = [];
  const options = optionsOf({
    storedEmits: (emitKeys) => {
      asked.push(pathsOf(expected, emitKeys));
      const found = [...stored(before)].filter(([emitKey]) => emitKeys.includes(emitKey));
      return Promise.resolve(new Map(found));
    },
  });
  const compiled = await freshCompiler().compileToModulesInterleaved(programOf(after), options);
  assert.deepEqual(asked, [["/aside.ts", "/leaf.ts"], ["/left.ts", "/right.ts"], ["/main.ts"]]);
  for (const [path, module] of compiled) {
    const origin = path === "/leaf.ts" ? "compiled" : "carried";
    assert.deepEqual(module, { ...expected.get(path)!, origin });
  }
  assert.throws(
    () => freshCompiler().compileToModules(programOf(after), options),
    /use compileToModulesInterleaved/,
  );
});
