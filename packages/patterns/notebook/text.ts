/** Plain text helpers of the notebook. */

export function wordCount(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== "").length;
}

export function excerpt(text: string, length: number): string {
  const line = text.replaceAll("\n", " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 3)}...`;
}
