/** What is wrong with an invoice that came from elsewhere. */

/** Problems of a value that may be anything; none for a list of lines. */
export function problemsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return ["The lines are not a list."];
  return value.flatMap((line: unknown, index) => {
    if (typeof line !== "object" || line === null) return [`Line ${index + 1} is not a line.`];
    const { text, cents } = line as { text?: unknown; cents?: unknown };
    return [
      ...(typeof text === "string" && text !== "" ? [] : [`Line ${index + 1} has no text.`]),
      ...(typeof cents === "number" ? [] : [`Line ${index + 1} has no price.`]),
    ];
  });
}
