/** An isolate that does as its job says. It stands for code that has left its compartment. */
import { serveIsolate } from "../../guest/mod.ts";

await serveIsolate(async ({ job, stores, fetch, tell, signal }) => {
  const [what, argument] = job as [string, unknown];
  switch (what) {
    case "echo":
      return argument;
    case "loop":
      for (;;);
    case "microtasks":
      for (;;) await null;
    case "regex":
      return /^(a+)+$/.test(`${"a".repeat(64)}b`);
    case "heap": {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(10_000).fill(kept.length));
    }
    /* falls through */
    case "buffers": {
      const kept: unknown[] = [];
      for (;;) kept.push(new Uint8Array(16_000_000).fill(1));
    }
    /* falls through */
    case "wait":
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return "stopped";
    case "sleep":
      await new Promise(() => {});
      return null;
    case "throw":
      throw new RangeError(String(argument));
    case "exit":
      Deno.exit(7);
      return null;
    case "tell":
      tell(argument);
      return null;
    case "store": {
      const { space, batches, read } = argument as {
        space: string;
        batches: never[];
        read: never[];
      };
      const store = await stores(space);
      const results: unknown[] = [];
      for (const batch of batches) {
        results.push(
          await store.commit(batch).catch((error: Error) => `${error.name}: ${error.message}`),
        );
      }
      return { results, read: await store.read(read).catch((error: Error) => error.message) };
    }
    case "fetch": {
      if (fetch === undefined) return "no network";
      const reply = await fetch(String(argument), { method: "POST", body: "ask" });
      return [reply.status, reply.url, await reply.text()];
    }
    case "powers":
      return await usedPowers();
    default:
      throw new TypeError(`no such job: ${what}`);
  }
});

/** What each power of the platform says when it is used here. */
async function usedPowers(): Promise<Record<string, string>> {
  const attempts: Record<string, () => unknown> = {
    read: () => Deno.readTextFileSync(new URL("../../mod.ts", import.meta.url)),
    write: () => Deno.writeTextFileSync("/tmp/cf-isolate-marker", "marker"),
    env: () => Deno.env.get("HOME"),
    run: () => new Deno.Command("deno", { args: ["--version"] }).outputSync(),
    net: () => Deno.connect({ hostname: "127.0.0.1", port: 4711 }),
    fetch: () => globalThis.fetch("http://127.0.0.1:4711/"),
    sys: () => Deno.hostname(),
    ffi: () => Deno.dlopen("libc.so.6", {}),
    importFile: () =>
      import(String(new URL("../../deno.json", import.meta.url)), {
        with: { type: "json" },
      }),
    importRemote: () => import("https://esm.sh/" + "left-pad"),
    importPackage: () => import("npm:" + "left-pad@1.3.0"),
    worker: () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(
          "data:application/javascript,try{postMessage(Deno.readTextFileSync('/etc/hostname'))}" +
            "catch(e){postMessage('!'+e.name)}",
          { type: "module" },
        );
        worker.onmessage = ({ data }) => {
          worker.terminate();
          if (String(data).startsWith("!")) reject(new Deno.errors.NotCapable(String(data)));
          else resolve(data);
        };
      }),
    memoryOfProcess: () => Deno.readTextFileSync("/proc/self/environ"),
    kill: () => Deno.kill(Deno.ppid, "SIGCONT"),
  };
  const said: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt();
      said[name] = "done";
    } catch (error) {
      said[name] = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }
  return said;
}
