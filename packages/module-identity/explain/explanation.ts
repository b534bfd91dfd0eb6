/** The answer to "why did this identity change?". */
import type { EdgeKind, Identity } from "../types.ts";

/** Where an edge leads: a path, a host name, or a package; by identity where no path is known. */
export interface CauseTarget {
  readonly kind: EdgeKind;
  readonly target: string;
}

/** First difference of two texts, compared line by line. */
export interface TextDetail {
  /** 1-based. */
  readonly line: number;
  /** The line on each side; `null` behind the end of the text. */
  readonly before: string | null;
  readonly after: string | null;
  /** Whether only white space or comments differ. It is a change nevertheless. */
  readonly trivial: boolean;
}

export interface EdgeDetail {
  readonly specifier: string;
  readonly before: CauseTarget | null;
  readonly after: CauseTarget | null;
}

interface CauseBase {
  /** The module whose own node changed; its path after the change, or before it if it is gone. */
  readonly path: string;
  /** Shortest chain of paths from the asked module to this one, both included. */
  readonly chain: readonly string[];
}

/** One reason. */
export type Cause =
  & CauseBase
  & (
    /** `detail` is `null` when a side has no text at hand. */
    | { readonly kind: "text"; readonly detail: TextDetail | null }
    | {
      readonly kind: "edge-added" | "edge-removed" | "edge-retargeted" | "host";
      readonly detail: EdgeDetail;
    }
    /** The module moved. */
    | {
      readonly kind: "path";
      readonly detail: { readonly before: string; readonly after: string };
    }
    /** Members of its import cycle, by path. */
    | {
      readonly kind: "component";
      readonly detail: { readonly before: readonly string[]; readonly after: readonly string[] };
    }
    | { readonly kind: "added" | "removed"; readonly detail: { readonly identity: Identity } }
  );

export interface Explanation {
  /** The asked path. */
  readonly path: string;
  readonly before?: Identity;
  readonly after?: Identity;
  readonly equal: boolean;
  /** Sorted by path; empty exactly when the identities are equal. */
  readonly causes: readonly Cause[];
}
