/** x */
import type { ProgramResolver, ResolvedProgram, ResolveOptions } from "./types.ts";
export function resolveProgram(_r: ProgramResolver, _o: ResolveOptions): Promise<ResolvedProgram> { throw new Error("x"); }
