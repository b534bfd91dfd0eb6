/**
 * Sample programs: each folder is compiled, verified, run, and compared with its `expect.json`. The entry is
 * `main`. After `--`, `--update` writes what was found (and needs write access to the folder).
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { sortedUtf8 } from "@commonfabric/canonical";
import { compile, type Compiled } from "./compile.ts";
import { run } from "./run.ts";
import { rejections } from "./verify.ts";

const SAMPLES = new URL("./samples/", import.meta.url);

function readSample(name: string): Record<string, string> {
  const folder = new URL(`${name}/`, SAMPLES);
  const files = sortedUtf8(readdirSync(folder)).filter((file) => file !== "expect.json");
  return Object.fromEntries(
    files.map((file) => [`/${file}`, readFileSync(new URL(file, folder), "utf8")]),
  );
}

/** The authored text at each site, up to the end of its line. */
function sitedText(compiled: Compiled, files: Record<string, string>) {
  return Object.fromEntries([...compiled.sites].map(([path, sites]) => [
    path,
    Object.fromEntries(
      Object.entries(sites).map(([symbol, { line, col, bindingName, selfContained }]) => [
        symbol,
        {
          text: files[path]!.split("\n")[line - 1]!.slice(col, col + 30),
          ...(bindingName === undefined ? {} : { bindingName }),
          ...(selfContained === undefined ? {} : { selfContained }),
        },
      ]),
    ),
  ]));
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

for (const name of sortedUtf8(readdirSync(SAMPLES))) {
  Deno.test(`the sample "${name}" compiles, verifies, runs, and has its facts`, () => {
    const files = readSample(name);
    const compiled = compile(files);
    assert.deepEqual(compiled.analysis.diagnostics, []);
    assert.deepEqual(compiled.typeErrors, []);
    assert.deepEqual(rejections(compiled), []);
    const entry = Object.keys(files).find((path) => path.startsWith("/main."))!;
    const ran = run(compiled, entry);
    const found = plain({
      exports: ran.exports,
      registered: Object.fromEntries(ran.registered),
      sites: sitedText(compiled, files),
      interface: Object.fromEntries(
        [...compiled.parts].map(([path, parts]) => [path, parts.exports]),
      ),
    });
    const path = new URL(`${name}/expect.json`, SAMPLES);
    if (Deno.args.includes("--update")) {
      writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    }
    assert.deepEqual(found, JSON.parse(readFileSync(path, "utf8")));
  });
}
