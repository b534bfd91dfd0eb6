/** The session of docs/cli.md, run as it stands there. */
import assert from "node:assert/strict";
import { VERBS } from "../command/verbs.ts";
import { cf, withDirectory } from "./support/fake-command.ts";
import { shellWords } from "./support/shell-words.ts";

const read = (path: string): string =>
  Deno.readTextFileSync(new URL(`../../../${path}`, import.meta.url));

/** The first block of a language in a text. */
function blockOf(text: string, language: string): string {
  const [, block] = text.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``)) ?? [];
  assert.ok(block !== undefined, `there is a block of ${language}`);
  return block;
}

Deno.test("the session of the page about the command does what the page says", async () => {
  const readme = read("README.md");
  const program = readme.slice(readme.indexOf("## Write a pattern"));
  const files = {
    "shopping.tsx": blockOf(program, "tsx"),
    "events.json": '[{"expect":[{"path":"total","value":21}]}]',
    ".cf/x": "",
  };
  const lines = blockOf(read("docs/cli.md"), "sh").trimEnd().split("\n");
  const outputs = new Map<string, string>();
  await withDirectory(files, async (cwd) => {
    for (const line of lines) {
      const [command, ...args] = shellWords(line.replace(/ {2,}# .*$/, ""));
      assert.equal(command, "cf");
      const { code, out, err } = await cf(args, { cwd });
      assert.equal(code, 0, `${line}: ${err}`);
      outputs.set(args.slice(0, 2).join(" "), out);
    }
    assert.equal(outputs.get("get @shop/total"), "21\n");
    assert.equal((JSON.parse(outputs.get("get @shop/items")!) as unknown[]).length, 2);
    assert.equal(await Deno.readTextFile(`${cwd}/stored/shopping.tsx`), files["shopping.tsx"]);
  });
});

Deno.test("the page lists every verb as the help does", () => {
  const page = read("docs/cli.md");
  const table = page.slice(page.indexOf("## Verbs"), page.indexOf("## A session"));
  const rows = [...table.matchAll(/^\| `([^`]+)` *\| (.*?) *\|$/gm)];
  const listed = rows.map(([, name, summary]) => [name, summary]);
  assert.deepEqual(listed, VERBS.map(({ name, summary }) => [name, summary]));
});

Deno.test("the page names no verb that is not there", () => {
  const names = new Set(VERBS.map(({ name }) => name));
  const page = read("docs/cli.md");
  for (const [, verb] of page.matchAll(/^cf ((?:piece|inspect|cache) \w+|\w+)/gm)) {
    assert.ok(names.has(verb!), verb);
  }
  for (const { name } of VERBS) {
    if (/^(?:piece|inspect) /.test(name)) assert.ok(page.includes(name), name);
  }
});
