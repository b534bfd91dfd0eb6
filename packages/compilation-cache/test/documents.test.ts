import assert from "node:assert/strict";
import { digestText, encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { InvalidIdentityError } from "@commonfabric/module-identity";
import { blobHash } from "@commonfabric/storage";
import {
  buildCompiledDoc,
  cacheDocumentKey,
  compiledDocKey,
  edgeMemoKey,
  emitIndexKey,
  loadVerifiedSourceClosure,
  ModuleTooLargeError,
  rootsDocKey,
  type SourceDoc,
  sourceDocKey,
  unsoundSources,
  writeClosure,
} from "../mod.ts";
import { storeSourceDoc } from "../documents/source-doc.ts";
import { DIAMOND, makeProgram, verdictOf, VERSION } from "./support/programs.ts";
import { closureOf, makeSpace, overwrite, sourceKey, type TestSpace } from "./support/spaces.ts";

const IDENTITY = "-2OBY5mMq3o0xdY31v_fpq-nrNE4PBgDLDZMelcBzeE";

Deno.test("keys have the documented forms, and ids are derived from them", () => {
  assert.equal(sourceDocKey(IDENTITY), `pattern:${IDENTITY}`);
  assert.equal(compiledDocKey("t1-x+coverage", IDENTITY), `compileCache:t1-x+coverage/${IDENTITY}`);
  assert.equal(emitIndexKey("t1-x", IDENTITY), `compileEmit:t1-x/${IDENTITY}`);
  assert.equal(edgeMemoKey(IDENTITY, ".tsx"), `importEdges:${IDENTITY}.tsx`);
  assert.equal(rootsDocKey(IDENTITY), `patternRoots:${IDENTITY}`);
  const key = cacheDocumentKey(sourceDocKey(IDENTITY), nodeSha256);
  assert.match(key.id, /^of:[A-Za-z0-9_-]{43}$/);
  assert.ok(!key.id.includes(IDENTITY));
});

Deno.test("what is not an identity never becomes a key", () => {
  const malformed = [
    "",
    IDENTITY.slice(1),
    `${IDENTITY}A`,
    `${IDENTITY.slice(0, -1)}F`,
    `${IDENTITY.slice(0, -1)}=`,
    `../${IDENTITY.slice(3)}`,
    IDENTITY.replace("-", "+"),
  ];
  for (const text of malformed) {
    assert.throws(() => sourceDocKey(text), InvalidIdentityError, text);
    assert.throws(() => compiledDocKey("t1-x", text), InvalidIdentityError, text);
    assert.throws(() => rootsDocKey(text), InvalidIdentityError, text);
  }
});

Deno.test("one text has one stored form, whatever its line ends and marks", async () => {
  const text = "export const a = 1;\nexport const b = 2;\n";
  const variants = [text, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`];
  const space = makeSpace();
  for (const variant of variants) {
    const program = makeProgram({ "/main.ts": variant });
    const { sources } = await writeClosure(space.port, closureOf(program), space.powers);
    assert.equal(sources.length, variant === text ? 1 : 0);
  }
  const program = makeProgram({ "/main.ts": text });
  const [stored] = await space.store.read([sourceKey(program.entry)]);
  const { code } = stored!.doc.value as { code: { hash: string } };
  assert.equal(new TextDecoder().decode(space.memory.blobs.get(code.hash)), text);
});

Deno.test("stored edges carry the derived link; data links to its source in both sets", async () => {
  const space = makeSpace();
  const program = makeProgram(DIAMOND);
  await writeClosure(space.port, closureOf(program), space.powers);
  const leaf = program.id("/lib/leaf.ts");
  const data = program.id("/lib/rows.csv");
  const link = { "/": { "link@1": { id: sourceKey(data).id } } };
  const edges = [
    { specifier: "./rows.csv", kind: "data", identity: data, link },
    { specifier: "commonfabric", kind: "host", host: "commonfabric" },
  ];
  for (const key of [sourceDocKey(leaf), compiledDocKey(VERSION, leaf)]) {
    const [stored] = await space.store.read([cacheDocumentKey(key, nodeSha256)]);
    assert.deepEqual((stored!.doc.value as { imports: unknown }).imports, edges, key);
  }
});

Deno.test("type-only edges are in the source document and vanish from the compiled one", () => {
  const program = makeProgram(DIAMOND);
  const of = (docs: readonly { identity: string; imports: readonly { specifier: string }[] }[]) =>
    docs.find(({ identity }) => identity === program.entry)!.imports.map((edge) => edge.specifier);
  assert.ok(of(program.sources).includes("./types.ts"));
  assert.ok(!of(program.compiled).includes("./types.ts"));
});

Deno.test("texts over the limits are refused with the name of the module", async () => {
  const body = "x".repeat(LIMITS.bodyBytes + 1);
  const input = {
    identity: IDENTITY,
    filename: "/big.ts",
    verdict: verdictOf(""),
    interfaceDigest: IDENTITY,
    emitKey: IDENTITY,
    sourceEdges: [],
  };
  assert.throws(() => buildCompiledDoc({ ...input, body }, VERSION), (error: unknown) => {
    assert.ok(error instanceof ModuleTooLargeError);
    assert.match(error.message, /Cannot store module "\/big\.ts": its body has size 4194305/);
    return true;
  });
  assert.throws(
    () => buildCompiledDoc({ ...input, body: "", sites: body }, VERSION),
    ModuleTooLargeError,
  );
  const program = makeProgram({ "/main.ts": "export default 1;\n" });
  const sources = [{ ...program.sources[0]!, code: "x".repeat(LIMITS.authoredFileBytes + 1) }];
  const space = makeSpace();
  await assert.rejects(
    async () => await writeClosure(space.port, closureOf(program, { sources }), space.powers),
    ModuleTooLargeError,
  );
  assert.equal(space.memory.rows.size, 0);
});

Deno.test("a closure of more than 20,000 modules is not written, and one that is there is a miss", async () => {
  const space = makeSpace();
  const program = makeProgram({ "/main.ts": "export default 1;\n" });
  const sources = Array<SourceDoc>(LIMITS.closureModules + 1).fill(program.sources[0]!);
  await assert.rejects(
    async () => await writeClosure(space.port, closureOf(program, { sources }), space.powers),
    { name: "ClosureTooLargeError", message: /a closure of 20001 modules; the limit is 20000/ },
  );
  const identityOf = (n: number) => digestText(nodeSha256, encodeUtf8(String(n)));
  const edgesFrom = (start: number) =>
    Array.from({ length: LIMITS.importsPerModule }, (_, n) => ({
      specifier: `./${String(n).padStart(5, "0")}.ts`,
      kind: "module" as const,
      identity: identityOf(start + n),
    }));
  // Each imports as many as it may: 30,001 modules in all, and three documents.
  for (
    const [identity, start] of [[program.entry, 0], [identityOf(0), 1e6], [identityOf(1), 2e6]]
  ) {
    const imports = edgesFrom(Number(start));
    const doc = { ...program.sources[0]!, identity: String(identity), imports };
    const { value } = storeSourceDoc(doc, nodeSha256);
    const key = sourceKey(String(identity));
    const writes = [{ key, doc: { value }, base: "absent" as const }];
    const result = await space.store.commit({ txId: String(start), reads: [], writes });
    assert.ok("ok" in result);
  }
  const { docs, misses } = await loadVerifiedSourceClosure(space.store, program.entry, nodeSha256);
  assert.deepEqual([docs.size, [...misses]], [0, [[program.entry, "too-large"]]]);
});

Deno.test("a source document or text that is not what the program says is told from the others", async () => {
  const program = makeProgram(DIAMOND);
  const { entry } = program;
  const hash = blobHash(
    encodeUtf8(program.sources.find((doc) => doc.identity === entry)!.code),
    nodeSha256,
  );
  const spoil: readonly ((space: TestSpace) => Promise<unknown> | void)[] = [
    ({ memory }) => void memory.rows.delete(sourceKey(entry).id),
    ({ memory }) => void (memory.rows.get(sourceKey(entry).id)!.bytes = Uint8Array.of(255)),
    ({ store }) => overwrite(store, sourceKey(entry), (value) => ({ ...value, x: 1 })),
    ({ store }) => overwrite(store, sourceKey(entry), (value) => ({ ...value, code: IDENTITY })),
    ({ memory }) => void memory.blobs.delete(hash),
    ({ memory }) => void memory.blobs.set(hash, encodeUtf8("another text")),
  ];
  for (const [row, change] of spoil.entries()) {
    const space = makeSpace();
    await writeClosure(space.port, closureOf(program), space.powers);
    assert.deepEqual([...await unsoundSources(space.store, program.sources, nodeSha256)], []);
    await change(space);
    const unsound = await unsoundSources(space.store, program.sources, nodeSha256);
    assert.deepEqual([...unsound], [entry], `row ${row}`);
    await writeClosure(space.port, closureOf(program), space.powers);
    assert.deepEqual([...await unsoundSources(space.store, program.sources, nodeSha256)], []);
  }
});

Deno.test("a body that requires what its source does not import is never stored", () => {
  const body = `require("./secret.ts");`;
  assert.throws(() =>
    buildCompiledDoc({
      identity: IDENTITY,
      filename: "/main.ts",
      body,
      verdict: verdictOf(body),
      interfaceDigest: IDENTITY,
      emitKey: IDENTITY,
      sourceEdges: [],
    }, VERSION), /The body of "\/main\.ts" requires what its source does not import/);
});
