/** quickjs-emscripten: a new runtime and context that evaluate the modules. */
import { getQuickJS } from "quickjs-emscripten";
import { answerQuestions } from "./answer.js";

const quickJs = await getQuickJS();
await answerQuestions(({ files }) => {
  const started = performance.now();
  const runtime = quickJs.newRuntime();
  runtime.setModuleLoader(
    (path) => files[path],
    (_base, specifier) => specifier.startsWith(".") ? specifier.slice(1) : specifier,
  );
  const context = runtime.newContext();
  const exports = context.unwrapResult(context.evalCode(files["/entry.ts"], "/entry.ts"));
  const handle = context.getProp(exports, "total");
  const total = context.getNumber(handle);
  const ms = performance.now() - started;
  for (const each of [handle, exports, context, runtime]) each.dispose();
  return { ms, result: total };
});
