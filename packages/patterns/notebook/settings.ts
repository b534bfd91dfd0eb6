/** What several modules of the notebook agree on. */

export const DEFAULT_TITLE = "Notebook";

/** Excerpts of at most so many characters. */
export const PREVIEW_LENGTH = 24;

/** What a note without a title is called. */
export const UNTITLED = "Untitled";
