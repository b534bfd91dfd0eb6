/** The cases of test reports for JUnit: what is told of, and files that failed as a whole. */
import type { JUnitCase } from "../output/junit.ts";
import { runtimeErrorLine } from "../run/runtime-error-shape.ts";
import { isTold, type TestFileReport, type TestStepReport } from "./test-report.ts";

export function junitCases(files: readonly TestFileReport[]): JUnitCase[] {
  return files.flatMap((file) => {
    const steps = file.steps.filter(isTold).map((step): JUnitCase => ({
      suite: file.file,
      name: step.after === null ? step.name : `${step.name} (after ${step.after})`,
      ms: step.durationMs,
      failure: step.status === "failed" ? failureText(step) : null,
      isSkipped: step.status === "skipped",
    }));
    if (file.ok || steps.some(({ failure }) => failure !== null)) return steps;
    return [...steps, {
      suite: file.file,
      name: "file",
      ms: file.durationMs,
      failure: file.failure,
    }];
  });
}

function failureText({ source, parts, error }: TestStepReport): string {
  return [
    ...(source === null ? [] : [source]),
    ...parts.map(({ src, rendered }) => `${src}: ${rendered}`),
    ...(error === null ? [] : [runtimeErrorLine(error)]),
  ].join("\n");
}
