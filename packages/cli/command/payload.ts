/** Payloads of a command line: inline JSON, `@file`, or `-` for standard input. */
import { resolve } from "node:path/posix";
import { quote } from "@commonfabric/contract";
import type { CommandPowers } from "./command-powers.ts";
import { CommandError, UsageError } from "./errors.ts";

/** The text behind payload `argument`. */
export async function payloadText(argument: string, powers: CommandPowers): Promise<string> {
  if (argument === "-") return await powers.readStdin();
  if (!argument.startsWith("@")) return argument;
  return await readFileOrFail(argument.slice(1), powers);
}

/** The JSON value behind payload `argument`. @throws {UsageError} when it is not JSON. */
export async function payloadJson(
  option: string,
  argument: string,
  powers: CommandPowers,
): Promise<unknown> {
  const text = await payloadText(argument, powers);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${option}: not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** The text of a file named on the command line. @throws {CommandError} when it cannot be read. */
async function readFileOrFail(path: string, powers: CommandPowers): Promise<string> {
  try {
    return await powers.readTextFile(resolve(powers.cwd, path));
  } catch (cause) {
    throw new CommandError(`cannot read file: ${quote(path)}: ${reasonOf(cause)}`, 1, { cause });
  }
}

/** The reason of a file error without the absolute path that the platform adds. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ \(os error \d+\).*$/s, "");
}
