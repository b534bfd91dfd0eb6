/** The loader's own checks, one condition at a time, with a verifier that accepts everything. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { markBuilderArtifact } from "../engine/provenance.ts";
import { makeSandboxGlobals, prepareCompartment } from "../sandbox/compartment.ts";
import { evaluateInCompartment } from "../sandbox/evaluate-in-compartment.ts";
import { functorText, sourceUrl, sourceUrls } from "../sandbox/functor.ts";
import { hardenFunction } from "../sandbox/harden.ts";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { makeModuleVerifier } from "../sandbox/module-verifier.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import type { Compartment } from "../sandbox/ses-globals.ts";
import { takeAttestedVerdict } from "../sandbox/verification.ts";
import { acceptingVerifier, type FixtureModules, load } from "./support/loader-fixture.ts";

ensureLockdown();
const kept: { value?: object } = {};
const hosts = new Map([["host", {
  namespace: Object.freeze({ value: 1 }),
  helpers: {
    keep: (value: object) => void (kept.value = value),
    build: () => {
      const artifact = Object.freeze(() => 1);
      markBuilderArtifact(artifact, { kind: "pattern" });
      return artifact;
    },
  },
}]]);

const program = (body: string, exports: readonly string[] = []): FixtureModules => ({
  "/other.ts": { exports: ["n"], body: "exports.n = 1;" },
  "/m.ts": {
    imports: ["./other.ts"],
    exports: ["n", "o<./other.ts:n", "ns<./other.ts:*", ...exports],
    body,
  },
});
const run = (body: string, exports?: readonly string[]) =>
  load(program(body, exports), "/m.ts", { hosts }).namespace;

const GETTER = "get() { return 1; }";

Deno.test("a re-export is defined by an enumerable getter and nothing else, or stays as it is", () => {
  const refused = [
    `{ enumerable: true, ${GETTER}, set(v) {} }`,
    `{ enumerable: true, ${GETTER}, set: undefined }`,
    `{ enumerable: false, ${GETTER} }`,
    "{ enumerable: true, get: undefined }",
    "{ enumerable: true, writable: true, value: 1 }",
  ];
  for (const descriptor of refused) {
    assert.throws(
      () => run(`Object.defineProperty(exports, "o", ${descriptor});`),
      /^TypeError: Re-export 'o' of \/m\.ts is not a plain getter$/,
      descriptor,
    );
  }
  assert.equal(run("")["o"], 1);
});

Deno.test("a getter that a body gives a re-export is never asked, neither before nor after the end", () => {
  const namespace = run(`__cfHelpers.keep(exports);
Object.defineProperty(exports, "o", { enumerable: true, get() { throw new Error("asked"); } });`);
  assert.equal(namespace["o"], 1);
  assert.equal((kept.value as { o: unknown }).o, 1);
});

Deno.test("the exports object and what its descriptors lead to are frozen when the body has ended", () => {
  run("__cfHelpers.keep(exports);");
  const object = kept.value!;
  assert.equal(Object.getPrototypeOf(object), null);
  assert.ok(Object.isFrozen(object));
  for (
    const [name, { get, set, configurable }] of Object.entries(
      Object.getOwnPropertyDescriptors(object),
    )
  ) {
    assert.equal(configurable, false, name);
    if (name === "__esModule") continue;
    assert.ok(Object.isFrozen(get) && Object.isFrozen(set), name);
  }
});

Deno.test("not even undefined is written when the body has ended", () => {
  run("__cfHelpers.keep(exports);");
  for (const name of ["n", "o", "ns"]) {
    assert.throws(() => Reflect.set(kept.value!, name, undefined), {
      message: `Module export '${name}' of /m.ts cannot be written: the body has ended`,
    });
  }
});

Deno.test("an artifact has no name of the compiler, other values may", () => {
  assert.throws(
    () => run("exports.__cfPattern_1 = __cfHelpers.build();", ["__cfPattern_1"]),
    { name: "ReservedExportError" },
  );
  assert.equal(run("exports.__cfPattern_1 = 1;", ["__cfPattern_1"])["__cfPattern_1"], 1);
  assert.equal(
    typeof run("exports.pattern = __cfHelpers.build();", ["pattern"])["pattern"],
    "function",
  );
});

Deno.test("names of hoisted exports are escaped but for letters, digits, _ and $", () => {
  const name = "aZ09_$ \"'\\\n\u2028\u00e9\u{1f600}]";
  const verdict = {
    importsEnd: 0,
    topLevelFunctions: ["f"],
    hoistedExports: [{ name, function: "f" }],
  } as unknown as Verdict;
  const text = functorText("BODY", verdict, "URL");
  assert.equal(
    text.split("\n")[0]!.replace(/^.*?\{/, ""),
    '"use strict";__cfHardenFn(f);exports["aZ09_$' +
      "\\u0020\\u0022\\u0027\\u005c\\u000a\\u2028\\u00e9\\ud83d\\ude00\\u005d" + '"]=f;yield;',
  );
  assert.equal(text.split("\n").slice(1).join("\n"), "BODY\n})\n//# sourceURL=URL");
  const split = functorText("require(1);REST", { ...verdict, importsEnd: 11 }, "URL");
  assert.ok(split.includes('"]=f;\nrequire(1);;yield;REST\n})\n'));
});

Deno.test("no path ends the comment of its source URL, and no two of a closure read alike", () => {
  for (const space of [" ", "\t", "\n", "\r", "\v", "\f", "\u2028", "\u2029", "\u00a0", "\ufeff"]) {
    assert.equal(sourceUrl("i", `/a${space}b`), "cf:module/i/a_b");
  }
  const paths = ["/a b", "/a\tb", "/a_b", "/a_b_2", "/c"];
  const urls = sourceUrls(paths.map((path) => ({ identity: "i" + path, path })));
  const shown = [...urls.values()].map((url) => url.replace(/^.*(?=\/)/, ""));
  assert.equal(new Set(shown).size, paths.length);
  assert.equal(shown[0], "/a_b");
});

Deno.test("an attested verdict is taken for its own body under its own verifier, and is frozen", () => {
  const of = (isCurrent: boolean, hash: string) =>
    takeAttestedVerdict(
      { ...acceptingVerifier, isCurrent: () => isCurrent },
      "body",
      { ok: true, bodyHash: "h" } as unknown as Verdict,
      () => hash,
    );
  assert.equal(of(false, "h"), undefined);
  assert.equal(of(true, "other"), undefined);
  assert.equal(of(false, "other"), undefined);
  const taken = of(true, "h");
  assert.equal(taken?.bodyHash, "h");
  assert.ok(Object.isFrozen(taken));
});

Deno.test("a verdict is current under the same version and the same policy only", () => {
  const verifier = makeModuleVerifier({
    policy: { hosts: { modules: new Map(), helpers: "" } },
    sha256: nodeSha256,
    verifierVersion: "one",
  });
  const verdict = verifier.verifyBody('"use strict";', { specifier: "/a.ts" });
  assert.ok(verdict.ok && Object.isFrozen(verifier));
  assert.equal(verifier.isCurrent(verdict), true);
  assert.equal(verifier.isCurrent({ ...verdict, verifierVersion: "two" }), false);
  assert.equal(verifier.isCurrent({ ...verdict, policy: "other" }), false);
});

Deno.test("a host that forbids evaluation is named, other errors of a text pass", () => {
  const throwing = (error: Error) =>
    ({
      evaluate() {
        throw error;
      },
    }) as unknown as Compartment;
  assert.throws(() => evaluateInCompartment(throwing(new EvalError("CSP")), "1"), {
    name: "EvaluationForbiddenError",
  });
  assert.throws(
    () => evaluateInCompartment(throwing(new TypeError("own")), "1"),
    /^TypeError: own$/,
  );
});

Deno.test("an artifact is not hardened once more, even one that nobody froze", () => {
  const artifact = () => 1;
  markBuilderArtifact(artifact, { kind: "pattern" });
  assert.throws(() => hardenFunction(artifact), /did not create/);
});

Deno.test("errors of the platform become errors of the language, a guest's own pass", () => {
  const guest = prepareCompartment(makeSandboxGlobals(), { name: "errors" });
  const evaluate = (text: string) => evaluateInCompartment(guest, text);
  assert.throws(() => evaluate("atob('*')"), /^TypeError: atob: the text is not base64$/);
  assert.throws(() => evaluate("btoa('\\u0100')"), /^TypeError: btoa: /);
  assert.throws(() => evaluate("structuredClone(() => 1)"), /^TypeError: structuredClone: /);
  assert.throws(
    () => evaluate("structuredClone({ get a() { throw new RangeError('own'); } })"),
    /^RangeError: own$/,
  );
  assert.throws(
    () => evaluate("atob({ toString() { throw new RangeError('own'); } })"),
    /^RangeError: own$/,
  );
});

Deno.test("what inspects itself is no plain data", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const hostile = new Proxy({}, {
    ownKeys() {
      throw new Error("a trap");
    },
  });
  for (const value of [proxy, hostile, { inner: hostile }]) {
    assert.throws(() => freezePlainData(value), {
      name: "PlainDataError",
      message: /is a proxy$/,
    });
  }
});
