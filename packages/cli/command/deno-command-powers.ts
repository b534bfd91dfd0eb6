/** The command that starts another process of the same Deno. */

/**
 * The path of this Deno, or its name where only the name is granted: `--allow-run=deno` covers what
 * the name stands for, not the file behind a link. `undefined` where neither is granted.
 */
export function denoCommand(): string | undefined {
  return [Deno.execPath(), "deno"].find((command) =>
    Deno.permissions.querySync({ name: "run", command }).state === "granted"
  );
}
