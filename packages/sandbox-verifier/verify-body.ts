/**
 * The one entry of the verifier: the text of a body to its verdict. Everything that decides is in
 * `check-body.ts`; here a check becomes a verdict or a rejection with authored positions.
 */
import { digestText, encodeUtf8 } from "@commonfabric/canonical";
import type { Sha256 } from "@commonfabric/canonical";
import { lineAndColumn, makeDiagnostic } from "@commonfabric/contract";
import type { Counters } from "@commonfabric/contract";
import { checkBody } from "./check-body.ts";
import type { BodyCheck } from "./check-body.ts";
import type { RequireSite } from "./grammar/module-context.ts";
import { verifyHint, verifyMessage } from "./messages.ts";
import { policyDigest, resolvePolicy } from "./policy.ts";
import type { Finding } from "./rules.ts";
import type { VerdictMemo } from "./verdict-memo.ts";
import type { Rejection, Verdict, VerifierError, VerifierPolicy } from "./verdict.ts";

/** A position in a body or an authored file: line and column 1-based, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/**
 * The authored position of an emitted one, from the source map of the body: its mapping, or the
 * nearest earlier one of the same line, or `undefined`.
 */
export type MapPosition = (emitted: LineColumn) => LineColumn | undefined;

/** What one body is verified with. */
export interface BodyOptions {
  /** The module as others name it; appears in no verdict. */
  readonly specifier: string;
  /** Specifiers that the module's identity lists; any `require` of another one is refused. */
  readonly declaredImports?: Iterable<string>;
  readonly authoredPath?: string;
  readonly mapPosition?: MapPosition;
}

/** What a verifier is made with. */
export interface VerifierOptions {
  readonly policy: VerifierPolicy;
  readonly sha256: Sha256;
  /** Digest of the rules in force; see `verifierVersion` in `verifier-version-powers.ts`. */
  readonly verifierVersion: string;
  readonly memo?: VerdictMemo;
  readonly counters?: Counters;
}

/**
 * Whether `body` may be evaluated. Synchronous; equal input gives equal output.
 *
 * @returns a verdict, which is also the record surface of the module, or a rejection with at least
 * one and at most 50 errors by position. Refusals never throw.
 */
export function verifyCompiledModuleBody(
  body: string,
  options: BodyOptions & VerifierOptions,
): Verdict | Rejection {
  const policy = policyDigest(options.policy, options.sha256);
  return verifyUnderPolicy(body, { ...options, policyDigest: policy });
}

/** {@link verifyCompiledModuleBody} with the digest of the policy at hand. */
export function verifyUnderPolicy(
  body: string,
  options: BodyOptions & VerifierOptions & { readonly policyDigest: string },
): Verdict | Rejection {
  const head = {
    verifierVersion: options.verifierVersion,
    policy: options.policyDigest,
    bodyHash: bodyHash(body, options.sha256),
  };
  const check = checkRemembered(body, head, options);
  const findings = [...check.findings, ...undeclared(check.requires, options.declaredImports)];
  if (findings.length === 0) return deepFreeze({ ok: true, ...head, ...check.surface! });
  findings.sort((a, b) => a.start - b.start);
  const errors = findings.map((finding) => toError(finding, body, options));
  return { ok: false, ...head, errors };
}

/** Base64url SHA-256 of the UTF-8 body. An ill-formed body has the hash of its repaired text. */
export function bodyHash(body: string, sha256: Sha256): string {
  return digestText(sha256, encodeUtf8(body.isWellFormed() ? body : body.toWellFormed()));
}

function checkRemembered(
  body: string,
  key: Pick<Verdict, "verifierVersion" | "policy" | "bodyHash">,
  { policy, memo, counters }: VerifierOptions,
): BodyCheck {
  // Ill-formed text shares its hash with the repaired one: what is known of that says nothing of it.
  const remembered = body.isWellFormed() ? memo?.get(key) : undefined;
  if (remembered !== undefined) return remembered;
  const check = checkBody(body, resolvePolicy(policy));
  if (counters !== undefined) {
    counters.bodiesVerified++;
    if (check.parsed) counters.emittedParses++;
  }
  // An exhausted stack says nothing about the body.
  if (!check.exhausted && body.isWellFormed()) memo?.put(key, check);
  return check;
}

function undeclared(
  requires: readonly RequireSite[],
  declared: Iterable<string> | undefined,
): Finding[] {
  if (declared === undefined) return [];
  const known = new Set(declared);
  return requires.filter(({ specifier }) => !known.has(specifier)).map((site) => ({
    rule: "S4",
    code: "verify:import-not-declared",
    start: site.start,
    end: site.end,
    subject: site.specifier,
  }));
}

function toError(finding: Finding, body: string, options: BodyOptions): VerifierError {
  const emitted = lineAndColumn(body, finding.start);
  const authored = options.mapPosition?.(emitted);
  const hint = { message: verifyHint(finding.code), file: null, line: null, column: null };
  return {
    ...makeDiagnostic({
      phase: "verify",
      code: finding.code,
      message: verifyMessage(finding.code, finding.subject),
      file: options.authoredPath ?? null,
      line: authored?.line ?? null,
      column: authored?.column ?? null,
      notes: [hint],
      emitted,
    }),
    rule: finding.rule,
  };
}

/** Verdicts are shared through the memo. */
function deepFreeze<T extends object>(value: T): T {
  const pending: object[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const child of Object.values(next)) {
      if (typeof child === "object" && child !== null) pending.push(child);
    }
  }
  return value;
}
