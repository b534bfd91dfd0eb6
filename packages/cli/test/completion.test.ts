import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

/** Candidates for the last word. */
async function completed(cwd: string, ...words: string[]): Promise<string[]> {
  const { code, out, err } = await cf(["__complete", ...words], { cwd });
  assert.deepEqual([code, err], [0, ""]);
  return out === "" ? [] : out.trimEnd().split("\n");
}

Deno.test("verbs, options, values, names and spaces are completed from a store that is only read", async () => {
  await withDirectory({ ...COUNTER, ".cf/x": "" }, async (cwd) => {
    for (const [name, space] of [["counter", "home"], ["county", "home"], ["else", "work"]]) {
      const args = ["piece", "new", "counter/main.tsx", "--name", name!, "--space", space!];
      assert.equal((await cf(args, { cwd })).code, 0);
    }
    const head = async (): Promise<number> => {
      const store = await sqliteStores(`${cwd}/.cf`).open("home", { mode: "read-only" });
      const found = await store.head();
      await store.close();
      return found;
    };
    const before = await head();
    const rows: readonly (readonly [words: string[], candidates: string[]])[] = [
      [["ch"], ["check"]],
      [["pi"], ["piece"]],
      [["piece", "g"], ["getsrc"]],
      [["piece", "s"], ["setsrc", "step"]],
      [["cache", ""], ["audit", "gc", "ls", "pin", "stats", "unpin", "verify"]],
      [["get", "--st"], ["--step", "--store"]],
      [["check", "--until", "ver"], ["verify"]],
      [["get", "x", "--color", "a"], ["always", "auto"]],
      [["get", "@c"], ["@counter", "@county"]],
      [["get", ""], ["@counter", "@county"]],
      [["link", "@counter/value", "@"], ["@counter", "@county"]],
      [["get", "--space", "work", "@"], ["@else"]],
      [["get", "--space=work", "@"], ["@else"]],
      [["get", "--space", ""], ["home", "work"]],
      [["get", "--store", ""], []],
      [["call", "@counter/add", "--", "--b"], []],
      [["check", "coun"], []],
      [["completion", ""], ["bash", "fish", "zsh"]],
      [["identity", "e"], ["explain"]],
      [["nonsense", ""], []],
    ];
    for (const [words, candidates] of rows) {
      assert.deepEqual(await completed(cwd, ...words), candidates, words.join(" "));
    }
    assert.ok((await completed(cwd, "")).includes("run"));
    assert.equal(await head(), before);
    await Deno.writeTextFile(sqliteStores(`${cwd}/.cf`).fileOf("home"), "no database");
    assert.deepEqual(await completed(cwd, "get", "@"), [], "errors are not for who types");
  });
});

Deno.test("completion loads no runtime and no compiler", () => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: URL): void => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const text = Deno.readTextFileSync(file);
    for (const [, from] of text.matchAll(/^(?:import|export)\s(?!type\s)[^;"]*?from "([^"]+)"/gm)) {
      if (from!.startsWith(".")) visit(new URL(from!, file));
      else packages.add(from!);
    }
  };
  visit(new URL("../main-powers.ts", import.meta.url));
  visit(new URL("../command/complete.ts", import.meta.url));
  assert.deepEqual([...packages].filter((name) => !name.startsWith("node:")).toSorted(), [
    "@commonfabric/canonical",
    "@commonfabric/contract",
    "@commonfabric/storage",
  ]);
});

for (const shell of ["bash", "zsh", "fish"]) {
  const isInstalled = await new Deno.Command("sh", {
    args: ["-c", `command -v ${shell}`],
    stdout: "null",
  }).output().then(({ success }) => success);
  Deno.test({
    name: `the script for ${shell} is correct`,
    ignore: !isInstalled,
    async fn() {
      const { code, out } = await cf(["completion", shell], { cwd: "/" });
      assert.equal(code, 0);
      assert.ok(out.includes("cf __complete"));
      const file = await Deno.makeTempFile();
      try {
        await Deno.writeTextFile(file, out);
        const check = await new Deno.Command(shell, { args: ["-n", file] }).output();
        assert.equal(check.code, 0, new TextDecoder().decode(check.stderr));
      } finally {
        await Deno.remove(file);
      }
    },
  });
}

Deno.test("bash completes with the script", async () => {
  await withDirectory({ "bin/cf": '#!/bin/sh\necho "words: $*"\n' }, async (cwd) => {
    await Deno.chmod(`${cwd}/bin/cf`, 0o755);
    const { out } = await cf(["completion", "bash"], { cwd });
    await Deno.writeTextFile(`${cwd}/cf.bash`, out);
    const text = `source ./cf.bash; COMP_WORDS=(cf piece rm @c); COMP_CWORD=3; _cf; ` +
      `printf '%s\\n' "\${COMPREPLY[@]}" "\${COMP_WORDBREAKS}"`;
    const { stdout } = await new Deno.Command("bash", {
      args: ["-c", text],
      cwd,
      env: { PATH: `${cwd}/bin:/usr/bin:/bin` },
    }).output();
    const [words, ...breaks] = new TextDecoder().decode(stdout).split("\n");
    assert.equal(words, "words: __complete piece rm @c");
    assert.ok(!breaks.join("").includes("@"));
  });
});

Deno.test("a shell that is not known is refused", async () => {
  const { code, err } = await cf(["completion", "tcsh"], { cwd: "/" });
  assert.deepEqual(
    [code, err],
    [2, 'cf completion: unknown shell: "tcsh" (known: bash, zsh, fish)\n'],
  );
});
