/** JUnit XML of test results, with times of our own clock. */

export interface JUnitCase {
  readonly suite: string;
  readonly name: string;
  readonly ms: number;
  readonly failure: string | null;
  readonly isSkipped?: boolean;
}

/** One test suite named `name` with these cases. */
export function junitXml(name: string, results: readonly JUnitCase[]): string {
  const failures = results.filter(({ failure }) => failure !== null).length;
  const skipped = results.filter(({ isSkipped }) => isSkipped === true).length;
  const totals = `tests="${results.length}" failures="${failures}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escapeXml(name)}" ${totals}>`,
    ...results.map(caseXml),
    "</testsuite>",
    "",
  ].join("\n");
}

function caseXml({ suite, name, ms, failure, isSkipped }: JUnitCase): string {
  const head = `  <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}" time="${
    (ms / 1000).toFixed(3)
  }"`;
  if (failure !== null) return `${head}><failure>${escapeXml(failure)}</failure></testcase>`;
  return isSkipped === true ? `${head}><skipped/></testcase>` : `${head}/>`;
}

function escapeXml(text: string): string {
  const entities = new Map([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"]]);
  // deno-lint-ignore no-control-regex -- XML has no way to carry these characters
  const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const printable = text.toWellFormed().replace(unprintable, "?");
  return printable.replace(/[&<>"]/g, (character) => entities.get(character)!);
}
