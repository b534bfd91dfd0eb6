/** The peer oxc-transform: types stripped from one text, by native code in this process. */

/** What the reports say of it. */
export const OXC_CAVEAT = "parses, strips types and prints; no checker, no schemas, no rewrite";

type Oxc = typeof import("oxc-transform");

let loading: Promise<Oxc> | undefined;

/** @throws where the package or its binary is not there: the peer is then unavailable */
export async function stripTypes(
  path: string,
  text: string,
): Promise<{ readonly ms: number; readonly code: string }> {
  loading ??= import("oxc-transform");
  const { transformSync } = await loading;
  const started = performance.now();
  const { code, errors } = transformSync(path, text, { jsx: "preserve", sourcemap: false });
  const ms = performance.now() - started;
  const [error] = errors;
  if (error !== undefined) throw new Error(error.message);
  return { ms, code };
}
