/** The circles of imports that may be, each with its reason. */
export const ALLOWED_CIRCLES: readonly {
  readonly files: readonly string[];
  readonly reason: string;
}[] = [
  {
    files: [
      "builders.ts",
      "calls.ts",
      "data-literals.ts",
      "judge-expression.ts",
      "names-and-members.ts",
      "operators.ts",
    ].map((name) => `packages/sandbox-verifier/grammar/${name}`),
    reason: "One mutually recursive judgement: an expression is judged by judging its parts. The " +
      "files are its cases, and only functions cross the circle.",
  },
  {
    files: ["calls.ts", "cell-methods.ts", "host-calls.ts"].map((name) =>
      `packages/ts-transformers/1-facts/capability/${name}`
    ),
    reason:
      "What a call does is told by what is called, and a method of a cell or an export of the " +
      "host may apply a function that it is given, which is a call again.",
  },
];
