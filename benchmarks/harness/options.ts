/** The command line: `[--only B1v,B6a] [--json FILE] [--write] [--quick]`. */

export interface Options {
  /** Ids to run, in the order of the table; all when absent. */
  readonly only: readonly string[];
  readonly json: string | undefined;
  readonly write: boolean;
  readonly quick: boolean;
}

/** Thrown for a command line that cannot be run; the message names the part. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * @param ids all benchmarks there are
 * @throws {UsageError}
 */
export function parseOptions(args: readonly string[], ids: readonly string[]): Options {
  let only: readonly string[] = ids;
  let json: string | undefined;
  let write = false;
  let quick = false;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    switch (arg) {
      case "--only":
        only = knownIds(valueOf(arg, rest).split(","), ids);
        break;
      case "--json":
        json = valueOf(arg, rest);
        break;
      case "--write":
        write = true;
        break;
      case "--quick":
        quick = true;
        break;
      default:
        throw new UsageError(
          `Unknown option ${arg}. Options: --only ID[,ID], --json FILE, --write, --quick.`,
        );
    }
  }
  if (write && quick) {
    throw new UsageError("--write needs benchmarks in full: leave --quick out.");
  }
  return { only, json, write, quick };
}

function valueOf(option: string, rest: string[]): string {
  const value = rest.shift();
  if (value === undefined || value === "" || value.startsWith("--")) {
    throw new UsageError(`${option} needs a value.`);
  }
  return value;
}

function knownIds(asked: readonly string[], ids: readonly string[]): readonly string[] {
  const unknown = asked.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(`Unknown benchmark ${unknown}. Benchmarks: ${ids.join(", ")}.`);
  }
  return ids.filter((id) => asked.includes(id));
}
