import { computed, lift } from "commonfabric";
interface User {
  name?: string;
  home?: { city?: string; zip: string };
  tags: string[] | null;
}
export const city = lift((x: { user?: User; other: string }) => x.user?.home?.city ?? "none");
export const first = lift((user: User) => user.tags?.[0]);
export const has = lift((user: User) => user.home ? "yes" : "no");
export const whole = lift((user: User) => user.home);
export const destructured = lift(({ home: { zip } = { zip: "0" }, name = "x" }: User) => zip + name);
