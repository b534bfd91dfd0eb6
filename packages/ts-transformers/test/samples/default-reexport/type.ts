interface Type { a: 1 }
export type { Type as default };
