import { SESRuntime } from "../mod.ts";
import assert from "node:assert/strict";
import { makeCommonfabricModule } from "../builders/host-module.ts";
import { CATCHABLE_ERRORS, hardenCatchableErrors } from "../host/catchable-errors.ts";
import { LinkCycleError } from "../links/resolve.ts";
import { load } from "./support/loader-fixture.ts";

const hostError = Error;
hardenCatchableErrors();
const commonfabric = makeCommonfabricModule({
  freezePlainData: (value) => value,
  hardenCallback: (callback) => void Object.freeze(callback),
  equals: Object.is,
});

/** Loads a module that catches what `call` throws, and gives its exports. */
function caught(call: string, exports: Readonly<Record<string, string>>) {
  const names = Object.keys(exports);
  const assignments = names.map((name) => `exports.${name} = ${exports[name]};`);
  return load(
    {
      "/main.ts": {
        imports: ["commonfabric"],
        exports: names,
        body: `const c = require("commonfabric");
let error; try { ${call} } catch (thrown) { error = thrown; }
${assignments.join("\n")}`,
      },
    },
    "/main.ts",
    { hosts: new Map([["commonfabric", commonfabric]]) },
  ).namespace;
}

Deno.test("an error that module code catches leads to frozen classes and to no evaluator of the host", () => {
  const found = caught("c.toSchema();", {
    name: "error.name",
    frozen: "Object.isFrozen(error.constructor) && Object.isFrozen(error.constructor.prototype)",
    parent: "Object.getPrototypeOf(error.constructor) === Error.prototype.constructor",
    stack: `(() => {
      const target = {};
      error.constructor.captureStackTrace?.(target);
      return String(target.stack ?? "") + String(error.stack ?? "");
    })()`,
    evaluated: `(() => {
      try {
        return error.constructor.constructor("return 1")();
      } catch (refusal) {
        return refusal.name;
      }
    })()`,
  });
  assert.deepEqual({ ...found }, {
    evaluated: "TypeError",
    frozen: true,
    name: "CompileTimeOnlyError",
    parent: true,
    stack: "",
  });
});

Deno.test("no class of a catchable error leads to the first Error of the realm", () => {
  caught("c.toSchema();", { name: "error.name" });
  for (const errorClass of CATCHABLE_ERRORS) {
    for (
      let at: object = errorClass;
      at !== Function.prototype;
      at = Object.getPrototypeOf(at) as object
    ) {
      assert.ok(Object.isFrozen(at), errorClass.name);
      assert.notEqual(at, hostError, errorClass.name);
    }
    assert.ok(Object.isFrozen(errorClass.prototype), errorClass.name);
  }
});

Deno.test("every error file of the runner is covered", async () => {
  const covered = new Set<unknown>(CATCHABLE_ERRORS);
  const root = new URL("../", import.meta.url);
  for (const folder of Deno.readDirSync(root)) {
    if (!folder.isDirectory || folder.name === "patterns") continue; // patterns: hosts only
    const files = [...Deno.readDirSync(new URL(`${folder.name}/`, root))];
    if (!files.some(({ name }) => name === "errors.ts")) continue;
    const exports = await import(new URL(`${folder.name}/errors.ts`, root).href);
    for (const value of Object.values(exports as Record<string, { prototype?: unknown }>)) {
      if (value.prototype instanceof Error) assert.ok(covered.has(value), String(value));
    }
  }
});

Deno.test("what an error shows of an address or path is a frozen copy", () => {
  const address = { space: "home", scope: "space", id: "x", path: ["a"] } as const;
  const error = new LinkCycleError(address);
  assert.deepEqual(error.address, address);
  assert.notEqual(error.address, address);
  assert.ok(Object.isFrozen(error.address) && Object.isFrozen(error.address.path));
});

Deno.test("a host that calls a guest runs no member of the promise that it gets", async () => {
  const own = { value: () => assert.fail("a member of the promise ran") };
  const rejected = Promise.reject(new TypeError("of the guest"));
  Object.defineProperties(rejected, { catch: own, then: own });
  await assert.rejects(new SESRuntime().exec(() => rejected), {
    name: "TypeError",
    message: "of the guest",
  });
});
