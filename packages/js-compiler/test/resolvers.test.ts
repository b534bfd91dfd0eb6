/** Resolvers answer with files of their program and with nothing else. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import {
  type CompilerError,
  type Fetch,
  type FileAccess,
  FileSystemProgramResolver,
  hostFileAccess,
  HttpProgramResolver,
  InMemoryProgram,
  resolveProgram,
} from "../mod.ts";
import { optionsOf } from "./support/compile.ts";

function withFolder(run: (folder: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "cf-resolver-"));
    try {
      await run(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

/** The host's files with links on top: making real ones needs more permissions than a test has. */
function withLinks(links: Readonly<Record<string, string>>): FileAccess {
  return {
    ...hostFileAccess,
    realPath: (path) => {
      for (const [link, target] of Object.entries(links)) {
        if (path === link) return hostFileAccess.realPath(target);
        if (path.startsWith(`${link}/`)) {
          return hostFileAccess.realPath(target + path.slice(link.length));
        }
      }
      return hostFileAccess.realPath(path);
    },
  };
}

Deno.test("memory: main, sources, and a missing main", async () => {
  const program = new InMemoryProgram("/a.ts", { "/a.ts": "1", "/d.csv": "x" });
  assert.deepEqual(await program.main(), { name: "/a.ts", contents: "1" });
  assert.deepEqual(await program.resolveDataFile("/d.csv"), { name: "/d.csv", contents: "x" });
  assert.equal(await program.resolveSource("/toString"), undefined);
  await assert.rejects(
    new InMemoryProgram("/b.ts", {}).main(),
    /No main module "\/b\.ts" in source\./,
  );
});

Deno.test(
  "files: names are grounded below the root",
  withFolder(async (folder) => {
    mkdirSync(join(folder, "lib"));
    writeFileSync(join(folder, "main.ts"), "main");
    writeFileSync(join(folder, "lib", "x.ts"), "x");
    const resolver = new FileSystemProgramResolver(join(folder, "main.ts"));
    assert.deepEqual(await resolver.main(), { name: "/main.ts", contents: "main" });
    assert.deepEqual(await resolver.resolveSource("/lib/x.ts"), {
      name: "/lib/x.ts",
      contents: "x",
    });
    assert.equal(await resolver.resolveSource("/lib/y.ts"), undefined);
    assert.equal(await resolver.resolveSource("/lib"), undefined, "a folder is no file");
    assert.equal(await resolver.resolveSource("/main.ts/x.ts"), undefined);
    const nested = new FileSystemProgramResolver(join(folder, "lib", "x.ts"), folder);
    assert.equal((await nested.main()).name, "/lib/x.ts");
  }),
);

Deno.test(
  "files: an escape is refused as text, through a linked file and through a linked folder",
  withFolder(async (folder) => {
    const root = join(folder, "root");
    const outside = join(folder, "root-secret");
    mkdirSync(root);
    mkdirSync(outside);
    writeFileSync(join(outside, "secret.ts"), "secret");
    writeFileSync(join(root, "main.ts"), "main");
    const access = withLinks({
      [join(root, "link.ts")]: join(outside, "secret.ts"),
      [join(root, "folder")]: outside,
      [join(root, "inside.ts")]: join(root, "main.ts"),
    });
    const resolver = new FileSystemProgramResolver(join(root, "main.ts"), undefined, access);
    const refused = [
      "/../root-secret/secret.ts",
      "/x/../../root-secret/secret.ts",
      "/./main.ts",
      "//main.ts",
      "main.ts",
      "/a\\..\\b.ts",
      "/link.ts",
      "/folder/secret.ts",
    ];
    for (const path of refused) {
      await assert.rejects(
        resolver.resolveSource(path),
        (error: Error) =>
          /leads outside the program root/.test(error.message) &&
          !error.message.includes(folder),
        path,
      );
    }
    assert.equal(
      (await resolver.resolveSource("/inside.ts"))?.contents,
      "main",
      "a link within the root",
    );
    assert.throws(
      () => new FileSystemProgramResolver(join(outside, "secret.ts"), root),
      /outside the program root/,
    );
  }),
);

Deno.test(
  "files: a root that is itself reached through a link works",
  withFolder(async (folder) => {
    mkdirSync(join(folder, "real"));
    writeFileSync(join(folder, "real", "main.ts"), "main");
    const access = withLinks({ [join(folder, "alias")]: join(folder, "real") });
    const resolver = new FileSystemProgramResolver(
      join(folder, "alias", "main.ts"),
      undefined,
      access,
    );
    assert.equal((await resolver.main()).contents, "main");
  }),
);

Deno.test(
  "files: bytes that are not UTF-8 are refused",
  withFolder(async (folder) => {
    writeFileSync(join(folder, "main.ts"), new Uint8Array([0xff, 0xfe]));
    const resolver = new FileSystemProgramResolver(join(folder, "main.ts"));
    await assert.rejects(resolver.main(), /The file "main\.ts" is not UTF-8 text\./);
  }),
);

/** A web server as a table of answers: text, status, or a redirect. */
function web(
  answers: Record<string, string | number | { to: string }>,
): { fetch: Fetch; asked: string[] } {
  const asked: string[] = [];
  const fetch: Fetch = function (this: unknown, url) {
    assert.equal(this, undefined, "browsers refuse their fetch with a foreign receiver");
    asked.push(url);
    const answer = answers[url] ?? 404;
    if (typeof answer === "string") return Promise.resolve(new Response(answer));
    if (typeof answer === "number") return Promise.resolve(new Response(null, { status: answer }));
    return Promise.resolve(new Response(null, { status: 302, headers: { location: answer.to } }));
  };
  return { fetch, asked };
}

Deno.test("http: paths of one origin, and redirects within it", async () => {
  const { fetch, asked } = web({
    "https://a.test/p/main.ts": "main",
    "https://a.test/p/old.ts": { to: "/p/main.ts" },
    "https://a.test/gone.ts": 410,
  });
  const resolver = new HttpProgramResolver("https://a.test/p/main.ts?x=1", fetch);
  assert.deepEqual(await resolver.main(), { name: "/p/main.ts", contents: "main" });
  assert.deepEqual(await resolver.resolveSource("/p/old.ts"), {
    name: "/p/old.ts",
    contents: "main",
  });
  assert.equal(await resolver.resolveSource("/gone.ts"), undefined);
  assert.ok(asked.every((url) => url.startsWith("https://a.test/")), asked.join());
});

Deno.test("http: what leaves the origin, loops, or fails is refused", async () => {
  const { fetch, asked } = web({
    "https://a.test/away.ts": { to: "https://b.test/main.ts" },
    "https://a.test/port.ts": { to: "https://a.test:8443/main.ts" },
    "https://a.test/plain.ts": { to: "http://a.test/main.ts" },
    "https://a.test/loop.ts": { to: "/loop.ts" },
    "https://a.test/broken.ts": 500,
  });
  const resolver = new HttpProgramResolver("https://a.test/main.ts", fetch);
  const rows: [string, RegExp][] = [
    ["/away.ts", /redirects to another origin/],
    ["/port.ts", /redirects to another origin/],
    ["/plain.ts", /redirects to another origin/],
    ["/loop.ts", /more than 5 redirects/],
    ["/broken.ts", /the server answered 500/],
    ["/x/../y.ts", /not a plain path/],
    ["/a?b.ts", /./],
  ];
  for (const [path, message] of rows) {
    if (path === "/a?b.ts") {
      assert.equal(
        await resolver.resolveSource(path),
        undefined,
        "a question mark stays in the path",
      );
    } else await assert.rejects(resolver.resolveSource(path), message, path);
  }
  await assert.rejects(
    resolver.resolveSource("//b.test/x.ts").then((source) => {
      if (source === undefined) throw new Error("asked the own origin");
    }),
    /asked the own origin|not a plain path/,
  );
  assert.ok(asked.every((url) => new URL(url).origin === "https://a.test"), asked.join());
});

Deno.test("http: only plain web addresses are accepted", () => {
  const { fetch } = web({});
  for (
    const url of ["file:///etc/passwd", "data:text/plain,x", "https://user:pw@a.test/m.ts", "m.ts"]
  ) {
    assert.throws(
      () => new HttpProgramResolver(url, fetch),
      /not a plain http or https address/,
      url,
    );
  }
});

Deno.test(
  "an import that is not there is refused with what is near it",
  withFolder(async (folder) => {
    mkdirSync(join(folder, "lib"));
    const imports = ["./lib/x", "./lib", "./lib/xx.ts", "./lib/x.js"];
    const main = join(folder, "main.ts");
    writeFileSync(main, imports.map((specifier) => `import "${specifier}";\n`).join(""));
    writeFileSync(join(folder, "lib", "x.ts"), "export {};\n");
    writeFileSync(join(folder, "lib", "index.ts"), "export {};\n");
    const refused = await resolveProgram(new FileSystemProgramResolver(main), optionsOf())
      .then(() => assert.fail("resolved"), (error: CompilerError) => error.diagnostics);
    const hints = refused.map(({ message }) => /Did you mean "(\S+)"\?/.exec(message)?.[1]);
    assert.deepEqual(hints, ["./lib/x.ts", "./lib/index.ts", "./lib/x.ts", "./lib/x.ts"]);
  }),
);
