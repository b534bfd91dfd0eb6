import assert from "node:assert/strict";
import { ALLOWED_CIRCLES } from "../allowed-circles.ts";
import { importCircles } from "../import-circles.ts";
import { importSpecifiers, shippedFiles } from "../imports.ts";
import { PACKAGE_TABLE, TYPESCRIPT_FREE } from "../package-table.ts";

const root = new URL("../../..", import.meta.url).pathname.replace(/\/$/, "");
const order = PACKAGE_TABLE.map((row) => row.name);

function workspacePackage(specifier: string): string | undefined {
  return /^@commonfabric\/([a-z-]+)(?:\/|$)/.exec(specifier)?.[1];
}

for (const [index, row] of PACKAGE_TABLE.entries()) {
  Deno.test(`${row.name} imports only packages before it, and from outside only what is listed`, () => {
    for (const { file, specifiers } of shippedFiles(root, row.name)) {
      for (const specifier of specifiers) {
        const target = workspacePackage(specifier);
        if (target !== undefined) {
          const at = order.indexOf(target);
          assert.ok(at >= 0 && at < index, `${file} imports ${specifier}`);
        } else if (specifier.startsWith(".")) {
          const resolved = new URL(specifier, `file:///${file}`).pathname;
          assert.ok(resolved.startsWith(`/packages/${row.name}/`), `${file} imports ${specifier}`);
        } else {
          const allowed = row.outside.some((name) =>
            specifier === name || specifier.startsWith(`${name}/`)
          );
          assert.ok(allowed, `${file} imports ${specifier}`);
        }
      }
    }
  });

  Deno.test(`mod.ts of ${row.name} only re-exports`, () => {
    const path = `${root}/packages/${row.name}/mod.ts`;
    const code = Deno.readTextFileSync(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const rest = code.replace(
      /export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*(?:from\s*"[^"]+")?;/g,
      "",
    );
    assert.equal(rest.trim(), "", path);
  });
}

Deno.test("a package whose job is on the warm path cannot reach TypeScript", () => {
  const reach = (name: string, seen: Set<string>): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { file, specifiers } of shippedFiles(root, name)) {
      for (const specifier of specifiers) {
        assert.notEqual(specifier, "typescript", file);
        const target = workspacePackage(specifier);
        if (target !== undefined) reach(target, seen);
      }
    }
  };
  for (const name of TYPESCRIPT_FREE) reach(name, new Set());
});

Deno.test("files import each other in no circle", () => {
  const files = order.flatMap((name) => shippedFiles(root, name));
  assert.deepEqual(importCircles(files), ALLOWED_CIRCLES.map(({ files }) => files));
});

Deno.test("the circle finder sees direct and indirect circles, and folders", () => {
  const file = (name: string, ...specifiers: string[]) => ({ file: name, specifiers });
  const files = [
    file("packages/p/a.ts", "./b/c.ts", "typescript"),
    file("packages/p/b/c.ts", "../d.ts"),
    file("packages/p/d.ts", "./a.ts"),
    file("packages/p/e.ts", "./a.ts", "@commonfabric/p"),
  ];
  assert.deepEqual(importCircles(files), [[
    "packages/p/a.ts",
    "packages/p/b/c.ts",
    "packages/p/d.ts",
  ]]);
});

Deno.test("the import reader sees every form of import and nothing else", () => {
  const text = [
    'import a from "a";',
    'import type { B } from "b";',
    "import {",
    "  c,",
    '} from "c";',
    'export * from "d";',
    'export { e } from "e";',
    'const f = await import("f");',
    'import "g";',
    '// import "no";',
    '/* import "no"; */',
    'const text = "from";',
  ].join("\n");
  assert.deepEqual(importSpecifiers(text), ["a", "b", "c", "d", "e", "f", "g"]);
});
