/** `native-call`: the functions of a body outside any compartment, with the globals of the realm. */

/** The exports of `body`, compiled as a function of `exports`. */
export function nativeExports(body: string): Readonly<Record<string, unknown>> {
  const exports: Record<string, unknown> = {};
  new Function("exports", body)(exports);
  return exports;
}
