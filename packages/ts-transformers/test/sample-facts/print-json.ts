/** JSON for readers: what fits is on one line. */

const WIDTH = 100;

/** `value` as JSON text, with a line end. */
export function printJson(value: unknown): string {
  return `${printed(value, "", 0)}\n`;
}

function printed(value: unknown, indent: string, before: number): string {
  const flat = flatText(value);
  if (typeof value !== "object" || value === null) return flat;
  if (indent.length + before + flat.length < WIDTH && indent !== "") return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const lines = value.map((one) => `${inner}${printed(one, inner, 0)}`);
    return `[\n${lines.join(",\n")}\n${indent}]`;
  }
  const lines = Object.entries(value).map(([key, one]) => {
    const head = `${JSON.stringify(key)}: `;
    return `${inner}${head}${printed(one, inner, head.length)}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}

function flatText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flatText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) =>
    `${JSON.stringify(key)}: ${flatText(one)}`
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
