/** A part of a list. */
export interface Page<T> {
  rows: T[];
  total: number;
}
export interface Row {
  /** Shown. */
  title: string;
  at: Date;
}
