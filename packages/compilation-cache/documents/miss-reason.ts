/** Why a stored document may not be used. The answer to a miss is always a recompile from source. */

/** In the order in which the checks are made. */
export type MissReason =
  | "absent"
  /** Unknown, missing or malformed fields: an old reader never half-understands a new format. */
  | "shape"
  | "too-large"
  /** The document says that it is another one than its key. */
  | "key"
  /** A link that is not the one derived from the identity beside it, or leaves the space. */
  | "link"
  /** The atom of the compiler is not at the root path, where labels are enforced. */
  | "label"
  /** A text is absent, or its length or hash differs. */
  | "blob"
  /** No valid attestation; without keys: the digest over the accompanying texts differs. */
  | "attestation"
  /** The body is refused, or its verdict is another one than the stored one. */
  | "verdict"
  /** The compiled document disagrees with the verified source document. */
  | "edges"
  /** A module of the closure throws, and nobody vouches for this body: it may be to blame. */
  | "evaluation"
  /** A source document whose identity, recomputed from its closure, is not its key. */
  | "identity";

/** Either a usable value or the reason why there is none. */
export type Judged<T> = { readonly usable: T } | { readonly miss: MissReason };
