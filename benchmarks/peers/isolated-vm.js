/** isolated-vm: a new isolate that compiles and evaluates the modules. */
import ivm from "isolated-vm";
import { answerQuestions } from "./answer.js";

await answerQuestions(async ({ files }) => {
  const started = performance.now();
  const isolate = new ivm.Isolate();
  const context = await isolate.createContext();
  const modules = new Map();
  const compile = async (path) => {
    if (!modules.has(path)) {
      modules.set(path, await isolate.compileModule(files[path], { filename: `file://${path}` }));
    }
    return modules.get(path);
  };
  const entry = await compile("/entry.ts");
  await entry.instantiate(
    context,
    (specifier) => compile(specifier.startsWith(".") ? specifier.slice(1) : specifier),
  );
  await entry.evaluate();
  const total = await entry.namespace.get("total", { copy: true });
  const ms = performance.now() - started;
  isolate.dispose();
  return { ms, result: total };
});
