const source = { a: 1, b: [2, 3], "c-d": { e: 4 } };
export const { a, b: [, second], "c-d": { e: deep } } = source;
const [first, [inner]] = [1, [2]] as [number, [number]];
export const { x = 1, ...rest } = { x: undefined, y: 3 } as { x?: number; y: number };
const [head, ...tail] = "abc";
const key = "a";
const { [key]: computed } = source;
export const sums = [first + inner, head + tail.length, computed];
export const { length: letters } = "abc";
