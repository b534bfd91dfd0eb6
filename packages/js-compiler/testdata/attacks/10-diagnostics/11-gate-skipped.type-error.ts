// attack: 10-diagnostics/11-gate-skipped
// kind: program
// by: compiler
// policy: {"skipGate":true}
// expect: inert
export const value: string = 1;
