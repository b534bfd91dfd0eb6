/**
 * One of several processes on one store: compiles every program, or loads what another one compiled.
 * What happens is printed at once, a JSON line each. It begins when there is something to read.
 * Arguments: directory, where in the list it begins, programs, modules of each, and its fate: `lives`,
 * `ends` with kill -9 in its first compile, holding the lease, or `waits` to be killed on the way.
 */
import { openSubject, SPACE } from "../harness/subject-powers.ts";
import { programOf } from "../samples/program.ts";
import { sharedPrograms } from "../samples/shared-programs.ts";

const [directory, ...numbers] = Deno.args;
const [first, programs, own] = numbers.map(Number);
const fate = numbers[3];

function say(line: object): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
}

const all = sharedPrograms(programs!, own!);
const { runtime } = await openSubject(directory!);
runtime.onError(({ name, message }) => say({ error: `${name}: ${message}` }));
runtime.patterns.events.subscribe((event) => {
  if (event.type === "compiled") say({ compiled: event.modules });
  if (event.type === "compiled" && fate === "ends") Deno.kill(Deno.pid, "SIGKILL");
  if (event.type === "disagreed" || event.type === "rejected" || event.type === "repaired") {
    say({ error: `${event.type} ${event.identity}` });
  }
});
say({ ready: true });
await Deno.stdin.read(new Uint8Array(1));
try {
  for (let turn = 0; turn < all.length; turn++) {
    const program = (first! + turn) % all.length;
    const { files, total } = all[program]!;
    const started = performance.now();
    const { result } = await runtime.patterns
      .compileAndRegisterModules(programOf(files), { space: SPACE });
    const ms = performance.now() - started;
    const given = (result.main["total"] as () => number)();
    say({ done: program, ms, isRight: given === total });
    if (fate === "waits" && turn === 1) await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  // Who found everything compiled by others dies all the same.
  if (fate === "ends") Deno.kill(Deno.pid, "SIGKILL");
  await runtime.dispose();
} catch (error) {
  say({ error: String(error) });
}
say({ end: true });
