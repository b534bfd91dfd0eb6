// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:free-name)
declare function setTimeout(f: () => void, ms: number): number;
export const later = () => setTimeout(() => {}, 1);
