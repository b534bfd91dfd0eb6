import { pattern } from "commonfabric";
export const path = pattern<{ user: { name: string } }, string>(({ user }) => user.name);
export const lifted = pattern<{ n: number }, number>(({ n }) => n + 1);
export const list = pattern<{ rows: { n: number }[] }, number[]>(({ rows }) =>
  rows.map((row) => row.n)
);
export const whole = pattern<{ n: number }, { n: number }>((input) => input);
