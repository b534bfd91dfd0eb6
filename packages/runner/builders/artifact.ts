/**
 * What the host knows of each builder artifact (the factories that `pattern`, `lift` and `handler`
 * return). The knowledge is keyed by object identity; no property of a value grants it.
 */
import type { JSONSchema } from "@commonfabric/api";
import type { Implementation, PatternGraph, PatternValue } from "./graph.ts";

export interface LiftArtifact {
  readonly kind: "lift";
  readonly implementation: Implementation;
  readonly argumentSchema?: JSONSchema;
  readonly resultSchema?: JSONSchema;
}

export interface HandlerArtifact {
  readonly kind: "handler";
  readonly implementation: Implementation;
  readonly eventSchema?: JSONSchema;
  readonly stateSchema?: JSONSchema;
  readonly resultSchema?: JSONSchema;
}

export interface PatternArtifact {
  readonly kind: "pattern";
  /** The graph; the body runs at the first call. */
  readonly graph: () => PatternGraph;
  /** What `inSpace` and `asScope` say of the one instance that the factory is applied for. */
  readonly isPlaced: boolean;
}

export type Artifact = LiftArtifact | HandlerArtifact | PatternArtifact;

const artifacts = new WeakMap<object, Artifact>();

/** Remembers `artifact` as what `factory` is. Only builders call it. */
export function recordArtifact(factory: object, artifact: Artifact): void {
  artifacts.set(factory, artifact);
}

/** What `value` is, when a builder made it. */
export function artifactOf(value: unknown): Artifact | undefined {
  return (typeof value === "function" || typeof value === "object") && value !== null
    ? artifacts.get(value)
    : undefined;
}

/** Whether `value` is what `inSpace` or `asScope` of a pattern gives. */
export function isPlacedPattern(value: unknown): boolean {
  const artifact = artifactOf(value);
  return artifact?.kind === "pattern" && artifact.isPlaced;
}

/** Whether `value` is a pattern factory of a builder. */
export function isPattern(value: unknown): value is PatternValue {
  return artifactOf(value)?.kind === "pattern";
}

/**
 * The graph of `pattern`. The body runs once, at the first call for this pattern value; the loader
 * calls this for every pattern of a component when the component has been evaluated.
 * @throws {TypeError} when `pattern` is no pattern factory; whatever the body throws.
 */
export function patternGraph(pattern: unknown): PatternGraph {
  const artifact = artifactOf(pattern);
  if (artifact?.kind !== "pattern") {
    throw new TypeError("Not a pattern: a pattern is what pattern() returned");
  }
  return artifact.graph();
}
