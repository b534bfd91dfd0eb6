/**
 * A validator of the part of JSON Schema that `test/schemas` uses: type, const, enum, pattern,
 * minimum, properties, required, additionalProperties, items, anyOf, and references to definitions.
 */
type Schema = { readonly [key: string]: unknown };

const files = new Map<string, Schema>();

function schemaFile(name: string): Schema {
  let schema = files.get(name);
  if (schema === undefined) {
    const url = new URL(`../schemas/${name}`, import.meta.url);
    files.set(name, schema = JSON.parse(Deno.readTextFileSync(url)) as Schema);
  }
  return schema;
}

/** What `value` lacks of the schema in `test/schemas/<name>.json`, one line a problem. */
export function schemaProblems(name: string, value: unknown): string[] {
  const problems: string[] = [];
  check(schemaFile(`${name}.json`), value, "$", problems);
  return problems;
}

function check(schema: Schema, value: unknown, at: string, problems: string[]): void {
  const reference = schema["$ref"];
  if (typeof reference === "string") return check(resolveReference(reference), value, at, problems);
  if (schema["anyOf"] !== undefined) {
    return checkAny(schema["anyOf"] as Schema[], value, at, problems);
  }
  if ("const" in schema && schema["const"] !== value) {
    problems.push(`${at}: not ${schema["const"]}`);
  }
  const options = schema["enum"] as unknown[] | undefined;
  if (options !== undefined && !options.includes(value)) {
    problems.push(`${at}: ${JSON.stringify(value)} is not one of ${JSON.stringify(options)}`);
  }
  if (!hasType(schema["type"], value)) {
    problems.push(`${at}: ${JSON.stringify(value)} is not ${JSON.stringify(schema["type"])}`);
    return;
  }
  if (typeof value === "string" && schema["pattern"] !== undefined) {
    if (!new RegExp(String(schema["pattern"])).test(value)) problems.push(`${at}: ${value}`);
  }
  if (typeof value === "number" && value < Number(schema["minimum"] ?? -Infinity)) {
    problems.push(`${at}: below minimum`);
  }
  if (Array.isArray(value)) {
    const items = (schema["items"] ?? {}) as Schema;
    value.forEach((item, index) => check(items, item, `${at}[${index}]`, problems));
  } else if (typeof value === "object" && value !== null) {
    checkObject(schema, value as Record<string, unknown>, at, problems);
  }
}

function checkObject(
  schema: Schema,
  value: Record<string, unknown>,
  at: string,
  problems: string[],
): void {
  const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
  for (const name of (schema["required"] ?? []) as string[]) {
    if (!Object.hasOwn(value, name)) problems.push(`${at}.${name}: is missing`);
  }
  for (const [name, member] of Object.entries(value)) {
    const extra = schema["additionalProperties"];
    if (Object.hasOwn(properties, name)) {
      check(properties[name]!, member, `${at}.${name}`, problems);
    } else if (extra === false) problems.push(`${at}.${name}: is not declared`);
    else if (typeof extra === "object") check(extra as Schema, member, `${at}.${name}`, problems);
  }
}

function checkAny(members: Schema[], value: unknown, at: string, problems: string[]): void {
  const tried = members.map((member) => {
    const found: string[] = [];
    check(member, value, at, found);
    return found;
  });
  if (!tried.some((found) => found.length === 0)) problems.push(...tried[0]!);
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === undefined) return true;
  if (Array.isArray(type)) return type.some((each) => hasType(each, value));
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    default:
      throw new TypeError(`The validator does not know type ${String(type)}`);
  }
}

function resolveReference(reference: string): Schema {
  const [file, path] = reference.split("#/$defs/") as [string, string];
  return (schemaFile(file)["$defs"] as Record<string, Schema>)[path]!;
}
