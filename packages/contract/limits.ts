/** Every limit of the workspace that more than one package states. Sizes are bytes of UTF-8. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Names of the limits and their unit: a count, or what the name says. */
export interface Limits {
  readonly programFiles: number;
  readonly authoredFileBytes: number;
  readonly programBytes: number;
  readonly dataFileBytes: number;
  readonly pathBytes: number;
  readonly specifierBytes: number;
  readonly importsPerModule: number;
  readonly exportsPerModule: number;
  readonly closureModules: number;
  /** Bodies that a process keeps for further spaces. */
  readonly processCacheBytes: number;
  readonly bracketDepth: number;
  readonly functionDepth: number;
  readonly treeDepth: number;
  readonly bodyBytes: number;
  readonly bodyTokens: number;
  readonly identifierLength: number;
  readonly sourceMapBytes: number;
  readonly sourceMapSources: number;
  /** Lines and segments together. */
  readonly sourceMapSegments: number;
  readonly sidecarBytes: number;
  readonly reportedDiagnostics: number;
  readonly verifierErrors: number;
  readonly plainDataDepth: number;
  readonly plainDataNodes: number;
  readonly registrationsPerModule: number;
  readonly consoleTextBytes: number;
  readonly consoleCallsPerAction: number;
  readonly symbolLength: number;
  readonly spaceIdLength: number;
  readonly documentBytes: number;
  readonly stringBytes: number;
  readonly valueDepth: number;
  readonly pathSegments: number;
  readonly commitDocuments: number;
  readonly commitBytes: number;
  readonly causeBytes: number;
  readonly linkHops: number;
  readonly documentsPerRead: number;
  readonly suspensionRounds: number;
  readonly queuedEvents: number;
  readonly eventBytes: number;
  readonly pieceDepth: number;
  readonly nodesPerPiece: number;
  readonly annotationsPerEntry: number;
  readonly annotationKeyLength: number;
  readonly annotationsBytes: number;
  readonly receiptMs: number;
  readonly fetchSilenceMs: number;
  readonly modelSilenceMs: number;
  readonly isolateTurnMs: number;
  readonly isolateHeapBytes: number;
  readonly isolateEngineBytes: number;
  readonly isolateCommitBytes: number;
  readonly isolateMessageBytes: number;
  readonly isolateStartMs: number;
  readonly isolateStopMs: number;
}

/** The limits by name. */
export const LIMITS: Limits = Object.freeze({
  /** Programs: identity, resolver, compiler. */
  programFiles: 20_000,
  authoredFileBytes: 1 * MIB,
  programBytes: 64 * MIB,
  dataFileBytes: 8 * MIB,
  pathBytes: 1_024,
  specifierBytes: 1_024,
  importsPerModule: 10_000,
  exportsPerModule: 10_000,
  closureModules: 20_000,
  processCacheBytes: 64 * 1024 * 1024,
  /** Text shape: compiler and verifier. */
  bracketDepth: 500,
  functionDepth: 100,
  treeDepth: 2_000,
  bodyBytes: 4 * MIB,
  bodyTokens: 1_000_000,
  identifierLength: 1_024,
  sourceMapBytes: 16 * MIB,
  sourceMapSources: 64,
  sourceMapSegments: 2_000_000,
  sidecarBytes: 4 * MIB,
  reportedDiagnostics: 500,
  verifierErrors: 50,
  /** Module data. */
  plainDataDepth: 500,
  plainDataNodes: 1_000_000,
  registrationsPerModule: 10_000,
  /** Sandbox console. */
  consoleTextBytes: 8 * KIB,
  consoleCallsPerAction: 1_000,
  /** Pointers and spaces. */
  symbolLength: 256,
  spaceIdLength: 256,
  /** Stored values and commits. */
  documentBytes: 8 * MIB,
  stringBytes: 4 * MIB,
  valueDepth: 256,
  pathSegments: 256,
  commitDocuments: 100_000,
  commitBytes: 64 * MIB,
  causeBytes: 64 * KIB,
  linkHops: 64,
  documentsPerRead: 100_000,
  suspensionRounds: 100,
  queuedEvents: 100_000,
  eventBytes: 1 * MIB,
  pieceDepth: 64,
  nodesPerPiece: 100_000,
  /** Notes on a pattern. */
  annotationsPerEntry: 64,
  annotationKeyLength: 256,
  annotationsBytes: 64 * KIB,
  /** How long the receipt of an event is kept. */
  receiptMs: 30 * 24 * 60 * 60 * 1_000,
  /** How long a request of a built-in may hear nothing. */
  fetchSilenceMs: 60_000,
  modelSilenceMs: 300_000,
  /** Isolates: how long code may run without giving way, and what the process may hold. */
  isolateTurnMs: 10_000,
  isolateHeapBytes: 512 * MIB,
  isolateEngineBytes: 256 * MIB,
  /** All commits of one isolate together; one message of it. */
  isolateCommitBytes: 256 * MIB,
  isolateMessageBytes: 96 * MIB,
  isolateStartMs: 60_000,
  isolateStopMs: 15_000,
});
