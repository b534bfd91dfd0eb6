/** The tables of the contract, entry by entry: an entry that is gone or changed is a change of it. */
import assert from "node:assert/strict";
import {
  AUTHORED_HOST_NAMES,
  COVERAGE_PARAMETER,
  DATA_TEMPORARY_NAME,
  GLOBAL_PATH_DEPTH,
  helperExport,
  HOIST_NAME,
  hostRecordKey,
  type HostTable,
  hostTableOfNames,
  importableHostExport,
  isExportName,
  LIMITS,
  moduleRecordKey,
  NEW_CODE_NAMES,
  PATTERN_INPUT_PARAMETER,
  PRIMITIVE_GLOBALS,
  READABLE_GLOBALS,
  REFUSED_COMMENT,
  REFUSED_EXPORT_NAMES,
  RESERVED_PREFIX,
  SANDBOX_GLOBALS,
  WRAPPER_PARAMETERS,
} from "../mod.ts";

const KIB = 1_024;
const MIB = 1_048_576;

Deno.test("every limit has the value that the pages state", () => {
  assert.deepEqual(LIMITS, {
    programFiles: 20_000,
    authoredFileBytes: MIB,
    programBytes: 64 * MIB,
    dataFileBytes: 8 * MIB,
    pathBytes: 1_024,
    specifierBytes: 1_024,
    importsPerModule: 10_000,
    exportsPerModule: 10_000,
    closureModules: 20_000,
    processCacheBytes: 64 * MIB,
    bracketDepth: 500,
    functionDepth: 100,
    treeDepth: 2_000,
    bodyBytes: 4 * MIB,
    bodyTokens: 1_000_000,
    identifierLength: 1_024,
    sourceMapBytes: 16 * MIB,
    sourceMapSources: 64,
    sourceMapSegments: 2_000_000,
    sidecarBytes: 4 * MIB,
    reportedDiagnostics: 500,
    verifierErrors: 50,
    plainDataDepth: 500,
    plainDataNodes: 1_000_000,
    registrationsPerModule: 10_000,
    consoleTextBytes: 8 * KIB,
    consoleCallsPerAction: 1_000,
    symbolLength: 256,
    spaceIdLength: 256,
    documentBytes: 8 * MIB,
    stringBytes: 4 * MIB,
    valueDepth: 256,
    pathSegments: 256,
    commitDocuments: 100_000,
    commitBytes: 64 * MIB,
    causeBytes: 64 * KIB,
    linkHops: 64,
    documentsPerRead: 100_000,
    suspensionRounds: 100,
    queuedEvents: 100_000,
    eventBytes: MIB,
    pieceDepth: 64,
    nodesPerPiece: 100_000,
    annotationsPerEntry: 64,
    annotationKeyLength: 256,
    annotationsBytes: 64 * KIB,
    receiptMs: 2_592_000_000,
    fetchSilenceMs: 60_000,
    modelSilenceMs: 300_000,
    isolateTurnMs: 10_000,
    isolateHeapBytes: 512 * MIB,
    isolateEngineBytes: 256 * MIB,
    isolateCommitBytes: 256 * MIB,
    isolateMessageBytes: 96 * MIB,
    isolateStartMs: 60_000,
    isolateStopMs: 15_000,
  });
});

const words = (text: string): string[] => text.trim().split(/\s+/);

const INTRINSICS = words(`
  AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Error
  EvalError Infinity Int16Array Int32Array Int8Array Iterator JSON Map NaN Number Object Promise
  RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError
  Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape isFinite isNaN parseFloat parseInt
  undefined unescape
`);
const ENDOWED = words(`
  TextDecoder TextEncoder URL URLSearchParams atob btoa console structuredClone
`);

Deno.test("the globals of a compartment are these, each of its kind", () => {
  assert.deepEqual([...SANDBOX_GLOBALS], [
    ...INTRINSICS.map((name) => [name, "intrinsic"]),
    ...["Date", "Math"].map((name) => [name, "gated"]),
    ...ENDOWED.map((name) => [name, "endowed"]),
    ...["Headers", "Request", "Response", "fetch"].map((name) => [name, "fetch"]),
  ]);
});

Deno.test("the ways to new code, the primitive globals and the readable ones are these", () => {
  assert.deepEqual(
    NEW_CODE_NAMES,
    words("Compartment Function Proxy eval globalThis harden lockdown"),
  );
  assert.deepEqual([...PRIMITIVE_GLOBALS], words("undefined NaN Infinity"));
  assert.deepEqual(
    [...READABLE_GLOBALS],
    words(`
      Array BigInt Boolean Date Error JSON Map Math Number Object Promise RegExp Set String Symbol
    `),
  );
  assert.equal(GLOBAL_PATH_DEPTH, 2);
});

Deno.test("the wrapper has these names, and modules may not export these", () => {
  assert.deepEqual(
    WRAPPER_PARAMETERS,
    words(`
      exports require __cfHelpers __cfHardenFn __cfReg __importDefault __importStar __exportStar
    `),
  );
  assert.deepEqual(
    [COVERAGE_PARAMETER, RESERVED_PREFIX, PATTERN_INPUT_PARAMETER],
    ["__cfCover", "__cf", "__cf_pattern_input"],
  );
  assert.deepEqual(REFUSED_EXPORT_NAMES, words("then __proto__ __esModule"));
  for (const name of [...REFUSED_EXPORT_NAMES, "__cf", "__cfAnything"]) {
    assert.equal(isExportName(name), false, name);
  }
  for (const name of ["__c", "a__cf", "Then", ""]) assert.equal(isExportName(name), true, name);
});

Deno.test("names that the compiler hoists are a word and a number without leading zero", () => {
  for (const name of words("__cfLift_1 __cfHandler_10 __cfPattern_9 __cfPattern_1234567890")) {
    assert.ok(HOIST_NAME.test(name), name);
  }
  assert.ok(DATA_TEMPORARY_NAME.test("__cfData_1") && DATA_TEMPORARY_NAME.test("__cfData_90"));
  for (
    const name of words(`
      __cfLift_ __cfLift_0 __cfLift_01 __cfLift_1a x__cfLift_1 __cfLift1 __cfOther_1 __cf_1
      __cfData_0 __cfData_ __cfData_1a x__cfData_1 __cfData_1_ __cfPattern_1_
    `)
  ) {
    assert.ok(!HOIST_NAME.test(name) && !DATA_TEMPORARY_NAME.test(name), name);
  }
});

Deno.test("comments with the name of a script or of its map are refused", () => {
  for (const text of ["# sourceURL=x", "@ sourceMappingURL=x", "xsourceURLx"]) {
    assert.ok(REFUSED_COMMENT.test(text), text);
  }
  for (const text of ["source", "sourceMap", "MappingURL", "URL", "sourceurl"]) {
    assert.ok(!REFUSED_COMMENT.test(text), text);
  }
});

Deno.test("of a host, types and internal exports are no imports, and types are no helpers", () => {
  const category = (name: string, category: "builder" | "internal" | "type") =>
    [name, { name, category }] as const;
  const exports = new Map([
    category("builder", "builder"),
    category("internal", "internal"),
    category("type", "type"),
  ]);
  const table: HostTable = { modules: new Map([["m", { name: "m", exports }]]), helpers: "m" };
  const importable = (name: string) => importableHostExport(table, "m", name)?.name;
  const helper = (name: string) => helperExport(table, name)?.name;
  const names = ["builder", "internal", "type", "other"];
  assert.deepEqual(names.map(importable), ["builder", undefined, undefined, undefined]);
  assert.deepEqual(names.map(helper), ["builder", "internal", undefined, undefined]);
  assert.equal(importableHostExport(table, "other", "builder"), undefined);
});

Deno.test("hosts of every program, and a table of names", () => {
  assert.deepEqual(AUTHORED_HOST_NAMES, words("commonfabric commonfabric/schema commonfabric/cfc"));
  const table = hostTableOfNames(["a", "b"]);
  assert.deepEqual([...table.modules.keys(), table.helpers], ["a", "b", "a"]);
  assert.equal(hostTableOfNames([]).helpers, "");
});

Deno.test("keys of records", () => {
  assert.equal(moduleRecordKey("x"), "cf:module/x");
  assert.equal(hostRecordKey("x/y"), "cf:runtime/x/y");
});

Deno.test("tables cannot be changed", () => {
  for (const table of [LIMITS, NEW_CODE_NAMES, WRAPPER_PARAMETERS, REFUSED_EXPORT_NAMES]) {
    assert.ok(Object.isFrozen(table));
  }
  assert.ok(Object.isFrozen(AUTHORED_HOST_NAMES));
});
