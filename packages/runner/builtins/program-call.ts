/** `fetchProgram`: the files of a program on the web, from its main module along its imports. */
import { hostTable } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { ensureCompiler, HttpProgramResolver, resolveProgram } from "@commonfabric/js-compiler";
import { convertValue } from "../values/convert.ts";
import type { AsyncCall } from "./async-call.ts";
import { RequestInputError } from "./request.ts";

export const PROGRAM_CALL: AsyncCall = {
  isAvailable: ({ core }) => core.ports.fetch !== undefined,
  request: ({ url }, { core, output }) => {
    if (url === undefined || url === null || url === "") return undefined;
    if (typeof url !== "string") throw new RequestInputError("The url of a program is not a text");
    return {
      key: url,
      silenceMs: LIMITS.fetchSilenceMs,
      send: async ({ signal }) => {
        const ask = core.ports.fetch!;
        const resolver = new HttpProgramResolver(
          url,
          (file, init) => ask(file, { ...init, signal }),
        );
        const { main, files } = await resolveProgram(resolver, {
          hosts: hostTable,
          sha256: core.spaces.sha256,
          loadParseEdges: async () => (await ensureCompiler(core.counters)).parseEdges,
        });
        const program = { main, files: files.map(({ name, contents }) => ({ name, contents })) };
        const result = convertValue(program, { target: output, author: "guest" });
        return () => ({ members: { result } });
      },
    };
  },
};
