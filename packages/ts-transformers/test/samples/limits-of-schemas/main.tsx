import { pattern } from "commonfabric";
type Deep = { a: { a: { a: { a: { a: { a: { a: { a: string } } } } } } } };
type Wide = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h";
type Pairs = `${Wide}${Wide}${Wide}${Wide}`;
export const fine = pattern<{ deep: Deep; wide: Wide }>(({ wide }) => ({ wide }));
export const many = pattern<{ pairs: Pairs }>(() => ({ n: 1 }));
