/** What a page tells the process that opened it. */

/** One check that did not come out as expected. */
export interface Unexpected {
  readonly name: string;
  readonly answer: string;
}

export interface PageReport {
  /** Checks that were made. */
  readonly cases: number;
  readonly unexpected: readonly Unexpected[];
  /** What the summary adds. */
  readonly remark?: string;
}

/** Sends the report of this page, once. */
export async function sendReport(report: PageReport): Promise<void> {
  const { status } = await fetch(`/report${location.pathname}`, {
    method: "POST",
    body: JSON.stringify(report),
  });
  if (status !== 200) throw new Error(`The report was refused: ${status}`);
}

/** The data `name` that the suite prepared for its pages. */
export async function readData<T>(name: string): Promise<T> {
  const response = await fetch(`/${name}.json`);
  if (!response.ok) throw new Error(`There is no data ${name}: ${response.status}`);
  return await response.json() as T;
}

/** The text of an error for a report. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = `${error.name}: ${error.message}`;
  const { stack = "" } = error;
  return stack.startsWith(text) ? stack : `${text}\n${stack}`;
}
