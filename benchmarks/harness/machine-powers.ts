/** What machine a run was made on. */
import os from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly load: string;
  readonly versions: string;
}

export function thisMachine(): Machine {
  return {
    cpu: os.cpus()[0]?.model ?? "unknown CPU",
    cores: os.cpus().length,
    load: os.loadavg().map((value) => value.toFixed(2)).join(" "),
    versions: `Deno ${Deno.version.deno}, V8 ${Deno.version.v8}, TypeScript 6.0.3, ses 2.3.0`,
  };
}
