/** JUnit XML of the flows, as `cf test` writes it of pattern tests. */
import { junitXml as xml } from "../../packages/cli/output/junit.ts";
import type { CaseResult } from "./suite.ts";

export function junitXml(results: readonly CaseResult[]): string {
  return xml("integration", results);
}
