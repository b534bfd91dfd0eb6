// attack: 10-diagnostics/10-crashing-gate
// kind: program
// by: compiler
// expect: reject(TS2502)
type Deep<T, N extends number[] = []> = { a: Deep<[T], [...N, 1]>["a"] };
export const a: Deep<1>["a"] = 1;
