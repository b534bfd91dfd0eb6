import { lift } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export const explicit = lift<User, string>((user) => user.name);
export const annotated = lift((user: User) => user.age + 1);
export const scalar = lift((n: number) => n > 1);
export const unread = lift((_: User) => "x");
export const none = lift(() => 3);
export const optional = lift((x: { a?: number; b: string | undefined }) => (x.a ?? 0) + (x.b ?? ""));
export const given = lift((x) => x, { type: "number" }, { type: "number" });
export const noInput = lift(() => 1, false);
