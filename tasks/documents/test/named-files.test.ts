/** Files that the readmes and the documentation name in their prose and tables exist. */
import assert from "node:assert/strict";

const root = new URL("../../../", import.meta.url);

function filesBelow(folder: URL): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(new URL(`${name}/`, folder)) : [new URL(name, folder).pathname]
  );
}

/** Names like `union.ts` or `types/dom.d.ts` in code spans; code blocks are no prose. */
function namedFiles(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, "");
  return [...prose.matchAll(/`([a-z0-9][\w/.-]*\.ts)`/g)].map(([, name]) => name!);
}

const packages = [...Deno.readDirSync(new URL("packages/", root))].map(({ name }) => name);

for (const name of packages) {
  Deno.test(`the readme of ${name} names files that the package has`, () => {
    const folder = new URL(`packages/${name}/`, root);
    const files = filesBelow(folder);
    const named = namedFiles(Deno.readTextFileSync(new URL("README.md", folder)));
    const missing = named.filter((file) => !files.some((path) => path.endsWith(`/${file}`)));
    assert.deepEqual(missing, []);
  });
}

/** Packages whose readme explains them folder by folder. */
for (const name of ["cli", "runner"]) {
  Deno.test(`the readme of ${name} says what each folder is for`, () => {
    const folder = new URL(`packages/${name}/`, root);
    const readme = Deno.readTextFileSync(new URL("README.md", folder));
    const folders = [...Deno.readDirSync(folder)]
      .filter(({ name, isDirectory }) => isDirectory && name !== "test" && name !== "testdata")
      .map(({ name }) => `${name}/`);
    assert.deepEqual(folders.filter((each) => !readme.includes(`| \`${each}\``)), []);
  });
}

Deno.test("the architecture names every package and every folder of the runner", () => {
  const page = Deno.readTextFileSync(new URL("docs/architecture.md", root));
  const runner = page.slice(page.indexOf("- **runner.**"), page.indexOf("- **isolate.**"));
  const folders = [...Deno.readDirSync(new URL("packages/runner/", root))]
    .filter(({ name, isDirectory }) => isDirectory && name !== "test" && name !== "testdata")
    .map(({ name }) => `\`${name}/\``);
  const missing = [
    ...packages.filter((name) => !page.includes(`**${name}**`) && !page.includes(`**${name}.**`)),
    ...folders.filter((name) => !runner.includes(name)),
  ];
  assert.deepEqual(missing, []);
});

Deno.test("the pages of the documentation name files that are there", () => {
  const pages = filesBelow(new URL("docs/", root)).filter((path) => path.endsWith(".md"));
  const files = filesBelow(new URL("packages/", root));
  const missing = pages.flatMap((path) =>
    namedFiles(Deno.readTextFileSync(path))
      .filter((file) => !files.some((each) => each.endsWith(`/${file}`)))
      .map((file) => `${path}: ${file}`)
  );
  assert.deepEqual(missing, []);
});

Deno.test("links between pages lead to files", () => {
  const readmes = packages.map((name) => new URL(`packages/${name}/README.md`, root).pathname);
  const pages = [...readmes, ...filesBelow(new URL("docs/", root)), `${root.pathname}README.md`];
  const broken = pages.filter((path) => path.endsWith(".md")).flatMap((path) =>
    [...Deno.readTextFileSync(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
      .filter(([, target]) => !exists(new URL(target!, `file://${path}`)))
      .map(([, target]) => `${path}: ${target}`)
  );
  assert.deepEqual(broken, []);
});

function exists(path: URL): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
