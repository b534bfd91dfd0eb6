/** Processes that run tests: started with orders, read line by line, ended when they fall silent. */
import { ANSWER_MARK, type Orders } from "./protocol.ts";

/** Longer silence is an endless loop; a whole test may be measured in it. */
const SILENCE_MS: Readonly<Record<Orders["kind"], number>> = { measure: 600_000, try: 60_000 };

const PERMISSIONS = [
  ...["--allow-read", "--allow-write", "--allow-run", "--allow-net=127.0.0.1"],
  ...["--allow-sys=cpus,loadavg,osRelease", "--allow-env"],
];

/**
 * Runs `orders` in the workspace copy at `directory`; gives each answer when it comes. The answers
 * end early where the process does.
 */
export async function* answersTo<Answer>(
  directory: string,
  orders: Orders,
): AsyncGenerator<Answer> {
  const file = await Deno.makeTempFile({ dir: directory, suffix: ".json" });
  await Deno.writeTextFile(file, JSON.stringify(orders));
  const process = new Deno.Command("deno", {
    args: [
      ...["run", "--no-check", "--quiet", ...PERMISSIONS],
      `${directory}/tasks/rule-deletion/test-process.ts`,
      file,
    ],
    cwd: directory,
    stdout: "piped",
    stderr: "null",
    stdin: "null",
  }).spawn();
  let watchdog = setTimeout(() => process.kill("SIGKILL"), SILENCE_MS[orders.kind]);
  try {
    let rest = "";
    for await (const chunk of process.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        if (!line.startsWith(ANSWER_MARK)) continue;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => process.kill("SIGKILL"), SILENCE_MS[orders.kind]);
        yield JSON.parse(line.slice(ANSWER_MARK.length));
      }
    }
  } finally {
    clearTimeout(watchdog);
    await process.status;
    await Deno.remove(file);
  }
}
