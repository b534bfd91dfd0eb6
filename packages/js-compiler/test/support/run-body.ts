/** Runs emitted bodies as plain JavaScript, for tests that compare observable values. */

/** The exports of a body that imports nothing. JSX becomes the list of its arguments. */
export function runBody(js: string): Record<string, unknown> {
  const exports: Record<string, unknown> = {};
  const h = Object.assign((...parts: unknown[]) => parts, { fragment: "fragment" });
  new Function("exports", "require", "__cfHelpers", js)(exports, () => ({}), { h });
  return exports;
}
