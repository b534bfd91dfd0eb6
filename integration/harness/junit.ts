/** JUnit XML of case results, with times of our own clock. */
import type { CaseResult } from "./suite.ts";

export function junitXml(results: readonly CaseResult[]): string {
  const cases = results.map((result) => {
    const head = `  <testcase classname="${escapeXml(result.suite)}" name="${
      escapeXml(result.name)
    }" time="${(result.ms / 1000).toFixed(3)}"`;
    if (result.failure === null) return `${head}/>`;
    return `${head}><failure>${escapeXml(result.failure)}</failure></testcase>`;
  });
  const failures = results.filter((result) => result.failure !== null).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="integration" tests="${results.length}" failures="${failures}">`,
    ...cases,
    "</testsuite>",
    "",
  ].join("\n");
}

function escapeXml(text: string): string {
  const entities = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"]]);
  // deno-lint-ignore no-control-regex -- XML has no way to carry these characters
  const printable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "?");
  return printable.replace(/[&<>"]/g, (character) => entities.get(character)!);
}
