/** Programs that several processes compile on one store. One module is part of all of them. */

/** A program, and what the function that its entry exports returns. */
export interface SharedProgram {
  readonly files: ReadonlyMap<string, string>;
  readonly total: number;
}

/** `programs` chains of `own` modules each over one shared module: `programs * own + 1` identities. */
export function sharedPrograms(programs: number, own: number): SharedProgram[] {
  return Array.from({ length: programs }, (_, program) => {
    const files = new Map([["/shared.ts", "export function shared(): number {\n  return 1;\n}\n"]]);
    for (let at = 0; at < own; at++) {
      const path = at === own - 1 ? "/main.ts" : `/m${at}.ts`;
      files.set(path, chainText(program, at));
    }
    return { files, total: 1 + own * (program + 1) };
  });
}

function chainText(program: number, at: number): string {
  const [name, path] = at === 0 ? ["shared", "./shared.ts"] : ["total", `./m${at - 1}.ts`];
  return `import { ${name} as before } from "${path}";

interface Step {
  readonly program: number;
  readonly label: string;
}

const step: Step = { program: ${program}, label: "step ${at} of program ${program}" };

/** What came before, and one more than the number of the program. */
export function total(): number {
  return before() + step.program + 1;
}

export function label(): string {
  return step.label.toUpperCase();
}
`;
}
