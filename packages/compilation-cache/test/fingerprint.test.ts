import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import type { EngineEvent } from "@commonfabric/contract";
import {
  COMPILE_CACHE_RUNTIME_VERSION,
  computeToolchainFingerprint,
  type FingerprintInputs,
  fingerprintOfSources,
  type FingerprintPowers,
  nodeFingerprintPowers,
  SourceFingerprints,
} from "../mod.ts";

const ROOT = "file:///work/packages/";
const INPUTS: FingerprintInputs = {
  entries: [`${ROOT}compiler/mod.ts`],
  packages: ROOT,
  pins: { configuration: "file:///work/deno.json", names: ["typescript"] },
  files: [`${ROOT}api/lib.d.ts`],
  texts: { options: "{}" },
};
const PINS = `{"imports":{"typescript":"npm:typescript@6.0.3","ses":"npm:ses@^2.0.0"}}`;
const FILES: Readonly<Record<string, string>> = {
  "compiler/mod.ts": `export * from "./emit.ts";\n`,
  "compiler/emit.ts":
    `import ts from "typescript";\nimport type { T } from "@commonfabric/base";\n` +
    `import { hash } from "node:crypto";\nexport const emit = (t: T) => [ts, hash, t];\n`,
  "base/mod.ts": `export type T = number;\n`,
  "compiler/test/emit.test.ts": `import "../mod.ts";\n`,
  "compiler/unused.ts": "export {};\n",
  "api/lib.d.ts": "declare const a: 1;\n",
  "../deno.json": PINS,
};

interface FakeDisk extends FingerprintPowers {
  readonly files: Map<string, string>;
  reads: number;
  stamps: number;
  clock: number;
  cache: string | undefined;
  edit(path: string, text: string): void;
}

function makeDisk(prefix = ROOT): FakeDisk {
  const changedAt = new Map<string, number>();
  const disk: FakeDisk = {
    files: new Map(
      Object.entries(FILES).map(([path, text]) => [new URL(path, prefix).href, text]),
    ),
    reads: 0,
    stamps: 0,
    clock: 1_000_000,
    cache: undefined,
    edit(path, text) {
      const { href } = new URL(path, prefix);
      disk.files.set(href, text);
      changedAt.set(href, disk.clock);
    },
    readText(url) {
      disk.reads++;
      return disk.files.get(url);
    },
    stamp(url) {
      disk.stamps++;
      const text = disk.files.get(url);
      return text === undefined
        ? undefined
        : { size: text.length, mtimeMs: changedAt.get(url) ?? 0, inode: 1 };
    },
    digestCache: {
      read: () => disk.cache,
      write: (text) => void (disk.cache = text),
    },
    nowMs: () => disk.clock,
    sha256: nodeSha256,
  };
  return disk;
}

function valueOf(disk: FakeDisk, inputs = INPUTS): string {
  const result = computeToolchainFingerprint(inputs, new SourceFingerprints(disk));
  assert.ok("value" in result, JSON.stringify(result));
  return result.value;
}

Deno.test("the fingerprint moves with reachable sources, texts and versions, and with nothing else", () => {
  const base = valueOf(makeDisk());
  assert.match(base, /^t1-[A-Za-z0-9_-]{43}$/);
  const after = (path: string, text: string) => {
    const disk = makeDisk();
    disk.edit(path, text);
    return valueOf(disk);
  };
  const moves = [
    after("compiler/emit.ts", `${FILES["compiler/emit.ts"]}// edited\n`),
    after("base/mod.ts", "export type T = string;\n"),
    after("api/lib.d.ts", "declare const a: 2;\n"),
    after("../deno.json", PINS.replace("6.0.3", "6.0.4")),
    valueOf(makeDisk(), { ...INPUTS, texts: { ...INPUTS.texts, options: "{1}" } }),
    valueOf(makeDisk(), { ...INPUTS, entries: [`${ROOT}compiler/emit.ts`] }),
  ];
  assert.equal(new Set([base, ...moves]).size, moves.length + 1);
  const stays = [
    after("compiler/test/emit.test.ts", "// edited\n"),
    after("compiler/unused.ts", "// edited\n"),
    after("../deno.lock", "{}"),
    after("../deno.json", PINS.replace("^2", "^3").replace("{", `{"tasks":{},`)),
    after("api/lib.d.ts", "declare const a: 1;\r\n"),
    after("base/mod.ts", FILES["base/mod.ts"]!.replaceAll("\n", "\r\n")),
    valueOf(makeDisk("file:///elsewhere/packages/"), {
      ...INPUTS,
      entries: ["file:///elsewhere/packages/compiler/mod.ts"],
      packages: "file:///elsewhere/packages/",
      pins: { ...INPUTS.pins, configuration: "file:///elsewhere/deno.json" },
      files: ["file:///elsewhere/packages/api/lib.d.ts"],
    }),
    valueOf(makeDisk(), { ...INPUTS, entries: [`${ROOT}compiler/mod.ts`, `${ROOT}base/mod.ts`] }),
  ];
  for (const value of stays) assert.equal(value, base);
});

Deno.test("tags keep the fingerprints of compiler, host, scheduler and verifier apart", () => {
  const [host, sched] = ["cf/host/v1", "cf/sched/v1"].map((tag) =>
    fingerprintOfSources(tag, INPUTS, makeDisk())
  );
  assert.notDeepEqual(host, sched);
});

Deno.test("subpath exports are followed, dynamic imports are not", () => {
  const disk = makeDisk();
  disk.edit("base/deno.json", `{"exports":{".":"./mod.ts","./more":"./src/more.ts"}}`);
  disk.edit("base/src/more.ts", "export const more = 1;\n");
  disk.edit("compiler/mod.ts", `import "@commonfabric/base/more";\nimport("./unused.ts");\n`);
  const base = valueOf(disk);
  disk.edit("compiler/unused.ts", "// edited\n");
  assert.equal(valueOf(disk), base);
  disk.edit("base/src/more.ts", "export const more = 2;\n");
  assert.notEqual(valueOf(disk), base);
  disk.edit("compiler/mod.ts", `import "@commonfabric/base/absent";\n`);
  assert.ok("unavailable" in computeToolchainFingerprint(INPUTS, new SourceFingerprints(disk)));
});

Deno.test("a warm computation reads no source; an edit reads exactly what changed", () => {
  const disk = makeDisk();
  const cold = valueOf(disk);
  assert.equal(disk.reads, 5);
  disk.reads = disk.stamps = 0;
  assert.equal(valueOf(disk), cold);
  assert.equal(disk.reads, 0);
  assert.equal(disk.stamps, 5);
  disk.edit("base/mod.ts", "export type T = bigint;\n");
  disk.clock += 10_000;
  assert.notEqual(valueOf(disk), cold);
  assert.equal(disk.reads, 1);
});

Deno.test("a file that changed a moment ago is read again, although its stamp is the same", () => {
  const disk = makeDisk();
  disk.edit("base/mod.ts", "export type T = 1;\n");
  const before = valueOf(disk);
  disk.edit("base/mod.ts", "export type T = 2;\n");
  assert.notEqual(valueOf(disk), before);
});

Deno.test("fingerprints of one run look at each file once", () => {
  const disk = makeDisk();
  valueOf(disk);
  disk.reads = disk.stamps = 0;
  const fingerprints = new SourceFingerprints(disk);
  const values = ["cf/host/v1", "cf/sched/v1"].map((tag) => fingerprints.of(tag, INPUTS));
  assert.deepEqual([disk.reads, disk.stamps], [0, 5]);
  assert.notDeepEqual(values[0], values[1]);
});

Deno.test("a remembered fingerprint moves with what decides where an import leads", () => {
  const disk = makeDisk();
  disk.edit("base/deno.json", `{"exports":{"./more":"./a.ts"}}`);
  disk.edit("base/a.ts", "export const more = 1;\n");
  disk.edit("base/b.ts", "export const more = 2;\n");
  disk.edit("compiler/mod.ts", `import "@commonfabric/base/more";\n`);
  disk.clock += 10_000;
  const before = valueOf(disk);
  assert.equal(valueOf(disk), before);
  disk.edit("base/deno.json", `{"exports":{"./more":"./b.ts"}}`);
  assert.notEqual(valueOf(disk), before);
});

Deno.test("an edit moves every fingerprint that covers it, whichever is asked first", () => {
  const disk = makeDisk();
  const tags = ["cf/toolchain/v1", "cf/host/v1", "cf/sched/v1"];
  const all = () => {
    const fingerprints = new SourceFingerprints(disk);
    return tags.map((tag) => JSON.stringify(fingerprints.of(tag, INPUTS)));
  };
  const before = all();
  assert.deepEqual(all(), before);
  disk.edit("base/mod.ts", "export type T = bigint;\n");
  disk.clock += 10_000;
  const after = all();
  after.forEach((value, at) => assert.notEqual(value, before[at], tags[at]));
  assert.deepEqual(all(), after);
  // In another process that asks for one of them alone.
  disk.edit("base/mod.ts", "export type T = symbol;\n");
  disk.clock += 10_000;
  new SourceFingerprints(disk).of(tags[2]!, INPUTS);
  all().forEach((value, at) => assert.notEqual(value, after[at], tags[at]));
});

Deno.test("a digest cache forgets files that no fingerprint needs, and old fingerprints", () => {
  const disk = makeDisk();
  for (let edition = 0; edition < 40; edition++) {
    valueOf(disk, { ...INPUTS, texts: { edition: String(edition) } });
  }
  const { files, fingerprints } = JSON.parse(disk.cache!) as Record<string, unknown[]>;
  assert.deepEqual([files!.length, fingerprints!.length], [5, 16]);
  disk.edit("compiler/emit.ts", `import ts from "typescript";\nexport default ts;\n`);
  disk.clock += 10_000;
  for (let edition = 0; edition < 16; edition++) {
    valueOf(disk, { ...INPUTS, texts: { edition: String(edition) } });
  }
  assert.equal((JSON.parse(disk.cache!) as { files: unknown[] }).files.length, 4);
});

const DAMAGED = `{"format":3,"files":[[1,2],["x"],null],"fingerprints":[["k","v",[9]],["k"],7]}`;

Deno.test("a damaged digest cache costs time and nothing else", () => {
  const cold = valueOf(makeDisk());
  for (const text of ["", "{", "[]", `{"format":1,"files":[]}`, `{"format":2}`, DAMAGED]) {
    const disk = makeDisk();
    disk.cache = text;
    assert.equal(valueOf(disk), cold);
    assert.equal(disk.reads, 5);
  }
});

Deno.test("what cannot be fingerprinted says why, and gives no version", () => {
  const missing = makeDisk();
  missing.files.delete(`${ROOT}base/mod.ts`);
  const unlisted = { ...INPUTS, pins: { ...INPUTS.pins, names: [] } };
  const ranged = { ...INPUTS, pins: { ...INPUTS.pins, names: ["typescript", "ses"] } };
  const unpinned = makeDisk();
  unpinned.edit("../deno.json", "{");
  const outside = { ...INPUTS, entries: ["file:///etc/passwd.ts"] };
  const cases = [
    [missing, INPUTS, /"packages\/base\/mod\.ts" cannot be found/],
    [makeDisk(), unlisted, /"packages\/compiler\/emit\.ts" imports "typescript", which is no/],
    [makeDisk(), ranged, /"deno\.json" pins no version of "ses"/],
    [unpinned, INPUTS, /"deno\.json" has no imports that can be read/],
    [makeDisk(), outside, /"file:\/\/\/etc\/passwd\.ts" lies outside the workspace/],
  ] as const;
  for (const [disk, inputs, message] of cases) {
    const result = computeToolchainFingerprint(inputs, new SourceFingerprints(disk));
    assert.ok("unavailable" in result);
    assert.match(result.unavailable, message);
    const events: EngineEvent[] = [];
    const version = COMPILE_CACHE_RUNTIME_VERSION({
      compute: () => result,
      sha256: nodeSha256,
      emit: (event) => events.push(event),
    });
    assert.equal(version, undefined);
    assert.equal(events.length, 1);
    assert.match((events[0] as { text: string }).text, /compiled modules are neither read nor/);
  }
});

Deno.test("a version is the constant of a release, or computed, with flavour and salt", () => {
  const options = { compute: () => ({ value: "t1-live" }), sha256: nodeSha256 };
  assert.equal(COMPILE_CACHE_RUNTIME_VERSION(options), "t1-live");
  assert.equal(COMPILE_CACHE_RUNTIME_VERSION({ ...options, salt: "" }), "t1-live");
  assert.equal(
    COMPILE_CACHE_RUNTIME_VERSION({
      ...options,
      compute: () => {
        throw new Error("not asked");
      },
      embedded: "t1-release",
    }),
    "t1-release",
  );
  const salted = COMPILE_CACHE_RUNTIME_VERSION({ ...options, flavour: "coverage", salt: "s" })!;
  assert.match(salted, /^t1-live\+coverage~[A-Za-z0-9_-]{12}$/);
  assert.notEqual(
    salted,
    COMPILE_CACHE_RUNTIME_VERSION({
      ...options,
      flavour: "coverage",
      salt: "S",
    }),
  );
});

Deno.test("this package and what it imports are fingerprinted from their place on disk", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const powers = nodeFingerprintPowers(`${directory}/cache/digests.json`);
    const packages = new URL("../../", import.meta.url).href;
    const inputs = {
      entries: [`${packages}compilation-cache/mod.ts`],
      packages,
      pins: { configuration: new URL("../deno.json", packages).href, names: ["acorn"] },
    };
    const cold = fingerprintOfSources("cf/test/v1", inputs, powers);
    assert.ok("value" in cold, JSON.stringify(cold));
    let reads = 0;
    const counting = {
      ...powers,
      readText: (url: string) => {
        reads++;
        return powers.readText(url);
      },
      nowMs: () => powers.nowMs() + 60_000,
    };
    fingerprintOfSources("cf/test/v1", inputs, counting);
    reads = 0;
    assert.deepEqual(fingerprintOfSources("cf/test/v1", inputs, counting), cold);
    assert.equal(reads, 0);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
