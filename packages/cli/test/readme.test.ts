/** The program of the root readme, run with the commands that stand there. */
import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";

const page = Deno.readTextFileSync(new URL("../../../README.md", import.meta.url));
const section = page.slice(page.indexOf("## Write a pattern"), page.indexOf("## Tasks"));

function blockOf(language: string): string {
  const [, text] = section.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``)) ?? [];
  assert.ok(text !== undefined, `the readme has a block of ${language}`);
  return text;
}

Deno.test("the program of the readme does what the readme says", async () => {
  const files = { "shopping.tsx": blockOf("tsx"), "events.json": blockOf("json") };
  const commands = [...blockOf("sh").matchAll(/^deno task cf (.*?) *(?:#.*)?$/gm)];
  assert.equal(commands.length, 5);
  await withDirectory(files, async (cwd) => {
    for (const [, command] of commands) {
      const { code, out, err } = await cf(command!.split(" "), { cwd });
      assert.deepEqual([command, code], [command, 0], out + err);
      if (command === "check shopping.tsx") assert.equal(out, "");
    }
  });
});
