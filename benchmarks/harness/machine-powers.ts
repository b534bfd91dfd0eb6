/** What machine a run was made on, and of what. */
import os from "node:os";
import { sortedUtf8 } from "@commonfabric/canonical";
import { readFileSync } from "node:fs";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly load: string;
  readonly versions: string;
  /** Exact versions of the peers. */
  readonly peers: string;
}

export function thisMachine(): Machine {
  const { imports } = manifest("../../deno.json");
  const version = (name: string) => imports?.[name]?.replace(/^npm:.*@/, "") ?? "unknown";
  return {
    cpu: os.cpus()[0]?.model ?? "unknown CPU",
    cores: os.cpus().length,
    load: os.loadavg().map((value) => value.toFixed(2)).join(" "),
    versions: `Deno ${Deno.version.deno}, V8 ${Deno.version.v8}, ` +
      `TypeScript ${version("typescript")}, ses ${version("ses")}`,
    peers: peerVersions(),
  };
}

/** Peers in process and those of `benchmarks/peers`. */
function peerVersions(): string {
  const inProcess = Object.entries(manifest("../deno.json").imports ?? {});
  const apart = Object.entries(manifest("../peers/package.json").dependencies ?? {});
  const versions = [...inProcess, ...apart].map(([name, version]) =>
    `${name} ${version.replace(/^npm:.*@/, "")}`
  );
  return sortedUtf8(versions).join(", ");
}

interface Manifest {
  readonly imports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifest(relative: string): Manifest {
  return JSON.parse(readFileSync(new URL(relative, import.meta.url), "utf8")) as Manifest;
}
