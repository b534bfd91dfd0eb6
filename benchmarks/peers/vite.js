/** Vite: `ssrLoadModule` of a program, by a server that has loaded it before. */
import { createServer } from "vite";
import { answerQuestions } from "./answer.js";

const servers = new Map();

await answerQuestions(async ({ directory, edits = {} }) => {
  if (!servers.has(directory)) {
    const server = await createServer({
      root: directory,
      configFile: false,
      logLevel: "silent",
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
      appType: "custom",
    });
    servers.set(directory, server);
    await server.ssrLoadModule("/entry.ts");
  }
  const server = servers.get(directory);
  const { writeFileSync } = await import("node:fs");
  const started = performance.now();
  for (const [path, text] of Object.entries(edits)) {
    writeFileSync(`${directory}${path}`, text);
    const graph = server.environments.ssr.moduleGraph;
    for (const module of graph.getModulesByFile(`${directory}${path}`) ?? []) {
      graph.invalidateModule(module, new Set(), Date.now(), true);
    }
  }
  const { total } = await server.ssrLoadModule("/entry.ts");
  return { ms: performance.now() - started, result: total };
});
