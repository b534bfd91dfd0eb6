/** Reports as aligned text, and as the page `docs/benchmarks.md`. */
import { type BenchmarkReport, type Ratio, ratioName, ratioValue } from "./benchmark.ts";
import type { Failed, Measured } from "./contender.ts";
import type { Machine } from "./machine-powers.ts";
import type { Statistics } from "./statistics.ts";

/** One benchmark as lines of text. */
export function reportText(report: BenchmarkReport): string {
  const lines = [`${report.id}  ${report.title}  (${report.unit})`];
  for (const measured of report.measured) {
    const name = `  ${measured.role.padEnd(9)}${measured.name.padEnd(34)}`;
    if ("failed" in measured) {
      lines.push(
        `${name}${verdictOf(measured)}: ${measured.failed}`,
      );
      continue;
    }
    const { n, min, median, p99 } = measured.statistics;
    const show = (value: number) => quantity(value, measured.unit);
    lines.push(`${name}min ${show(min)}  median ${show(median)}  p99 ${show(p99)}  n ${n}`);
  }
  for (const ratio of report.ratios) {
    const value = ratioValue(report, ratio);
    const target = ratio.target === undefined ? "" : `  (${targetText(ratio)})`;
    lines.push(`  ratio   ${ratioName(ratio)}: ${value?.toFixed(2) ?? "-"}x${target}`);
  }
  for (const gate of report.counters) {
    const verdict = gate.actual === gate.expected ? "ok" : `FAIL, wanted ${gate.expected}`;
    lines.push(`  counter ${gate.name} = ${gate.actual}  ${verdict}`);
  }
  for (const remark of report.remarks) lines.push(`  note    ${remark}`);
  return lines.join("\n");
}

/**
 * The whole page. Benchmarks of `ids` that were not run keep the section that `before`, the page as
 * it is, has of them.
 */
export function reportPage(
  reports: readonly BenchmarkReport[],
  machine: Machine,
  { before, ids }: { readonly before: string; readonly ids: readonly string[] },
): string {
  const sections = sectionsOf(before);
  for (const report of reports) sections.set(report.id, sectionText(report, machine));
  const head = [
    "# Benchmarks",
    "",
    "Written by `deno task bench --write`; not edited by hand. Counters fail a run at once; a ratio with a gate fails a full run when",
    "two of three attempts miss it; other targets are printed. Every ratio divides medians of one run, in which subject, floors and",
    "peers were interleaved; each section says how busy the machine was before it.",
    "",
    `Machine: ${machine.cpu}, ${machine.cores} cores. ${machine.versions}.`,
    `Peers: ${machine.peers}.`,
    "",
  ];
  const body = ids.flatMap((id) => sections.get(id) ?? []);
  return `${head.join("\n")}\n${body.join("\n")}`;
}

/** Sections of a page by the id of their benchmark, each with its final newline. */
function sectionsOf(page: string): Map<string, string> {
  const [, ...sections] = page.split(/^(?=## )/m);
  return new Map(
    sections.map((text) => [/^## (\w+)/.exec(text)?.[1] ?? "", `${text.trimEnd()}\n`]),
  );
}

function sectionText(report: BenchmarkReport, { load }: Machine): string {
  const lines = [
    `## ${report.id}: ${report.title}`,
    "",
    `A sample is ${report.unit}. Load of the machine: ${load}.`,
    "",
    `| role | contender | min | median | p99 | n |`,
    `|---|---|---|---|---|---|`,
    ...report.measured.map((measured) =>
      "failed" in measured
        ? `| ${measured.role} | ${measured.name} | ${verdictOf(measured)} | | | |`
        : statisticsRow(measured, measured.statistics)
    ),
    "",
    ...report.ratios.map((ratio) => {
      const value = ratioValue(report, ratio);
      const target = ratio.target === undefined ? "" : `, ${targetText(ratio)}`;
      return `- ${ratioName(ratio)}: ${value?.toFixed(2) ?? "-"}x${target}`;
    }),
    ...report.counters.map((gate) =>
      `- counter ${gate.name}: ${gate.actual} (wanted ${gate.expected})`
    ),
    ...report.remarks.map((remark) => `- ${remark}`),
    ...report.measured.flatMap((measured) =>
      measured.caveat === undefined ? [] : [`- ${measured.name}: ${measured.caveat}`]
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** A peer that cannot run is no failure; one that runs and is wrong is told as that. */
function verdictOf({ role, wrong }: Measured & Failed): "unavailable" | "WRONG" {
  return role === "peer" && !wrong ? "unavailable" : "WRONG";
}

function targetText({ target, gates }: Ratio): string {
  return `${gates === true ? "gate" : "target"} ${target}x`;
}

function statisticsRow(
  { role, name, unit }: Measured,
  { n, min, median, p99 }: Statistics,
): string {
  const [low, middle, high] = [min, median, p99].map((value) => quantity(value, unit));
  return `| ${role} | ${name} | ${low} | ${middle} | ${high} | ${n} |`;
}

function quantity(value: number, unit: Measured["unit"]): string {
  if (unit === "KiB") return `${value.toFixed(value < 100 ? 1 : 0)} KiB`;
  if (value < 1) return `${(value * 1000).toFixed(1)} us`;
  return `${value.toFixed(2)} ms`;
}
