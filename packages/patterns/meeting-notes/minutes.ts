/** What is noted of a meeting. */

export interface Meeting {
  title?: string;
  /** As text: `2026-03-09`. */
  date: string;
  people?: { name: string; role?: "chair" | "scribe" }[];
  place?: { room?: string; url?: string };
}

export interface Point {
  text: string;
  owner?: string;
  due?: string;
  settled?: boolean;
}

export function agendaLine({ text, owner }: Point): string {
  return owner === undefined ? text : `${text} / `;
}

export function search(points: readonly Point[], query: string): Point[] {
  const wanted = query.toLowerCase();
  return points.filter(({ text, owner = "" }) => `${text} ${owner}`.toLowerCase().includes(wanted));
}
