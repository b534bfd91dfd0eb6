/** What a load gave, as lines of text that are equal wherever the same modules were loaded. */
import { canonicalBytes, digestText, nodeSha256, sortedUtf8 } from "@commonfabric/canonical";
import { patternGraph } from "../../../packages/runner/builders/artifact.ts";
import { storedForm } from "../../../packages/runner/builders/stored-form.ts";
import {
  artifactInfo,
  getArtifactEntryRef,
  isTrustedArtifact,
} from "../../../packages/runner/engine/provenance.ts";
import type { EvaluateResult } from "../../../packages/runner/engine/types.ts";

/** Every export and registration of every module, with its value. */
export function describeLoad({ exportMap, ...result }: EvaluateResult): string[] {
  const lines: string[] = [];
  for (const path of sortedUtf8(Object.keys(exportMap))) {
    for (const [name, value] of Object.entries(exportMap[path]!)) {
      lines.push(`${path} exports ${name}: ${describe(value)}`);
    }
  }
  for (const [identity, path] of result.sourcePathByIdentity) {
    for (const [name, value] of result.registrationsByIdentity.get(identity) ?? []) {
      lines.push(`${path} registers ${name}: ${describe(value)}`);
    }
  }
  return lines;
}

function describe(value: unknown): string {
  if (isTrustedArtifact(value)) return describeArtifact(value);
  if (typeof value === "function") return `function ${value.name}/${value.length}`;
  if (typeof value === "object" && value !== null && Symbol.toStringTag in value) {
    return `${value[Symbol.toStringTag]} of ${Object.keys(value).join()}`;
  }
  if (typeof value === "object" && value !== null) {
    return `data ${digestText(nodeSha256, canonicalBytes(value))}`;
  }
  return `${typeof value} ${String(value)}`;
}

function describeArtifact(artifact: object): string {
  const { kind, implementation } = artifactInfo(artifact)!;
  const { src } = (implementation ?? {}) as { src?: string };
  const { identity, symbol } = getArtifactEntryRef(artifact) ?? {};
  const told = `${kind} ${identity}#${symbol} at ${src}`;
  return kind === "pattern" ? `${told} ${graphText(artifact)}` : told;
}

function graphText(pattern: object): string {
  const form = storedForm(patternGraph(pattern), (part) => getArtifactEntryRef(part) ?? "none");
  return digestText(nodeSha256, canonicalBytes(JSON.parse(JSON.stringify(form))));
}
