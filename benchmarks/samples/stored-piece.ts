/** Where the benchmarks keep their stored piece. */

/** The cause of its result document. */
export const PIECE_CAUSE = { benchmark: "stored piece" };
