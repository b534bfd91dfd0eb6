/** The header of an attack file: which fields there are and which of them must be given. */

export const ATTACK_KINDS = [
  "body",
  "program",
  "graph",
  "value",
  "specifier",
  "identity",
  "pointer",
  "document",
  "map",
  "archive",
  "registry",
  "load",
] as const;

export type AttackKind = typeof ATTACK_KINDS[number];

export const ATTACK_LAYERS = [
  "verifier",
  "graph",
  "loader",
  "compiler",
  "data",
  "identity",
  "engine",
  "cache",
  "store",
  "packages",
] as const;

export type AttackLayer = typeof ATTACK_LAYERS[number];

export interface HeaderFields {
  /** `<group>/<row>`. */
  readonly attack: string;
  readonly kind: AttackKind;
  /** The layer that must answer. */
  readonly by: AttackLayer;
  /** The layer that must also answer when the first accepts everything. */
  readonly second: AttackLayer | undefined;
  /** The rule without which the input is accepted. */
  readonly rule: string | undefined;
  /** Rules that refuse the same input for the same reason. */
  readonly also: readonly string[];
  /** Rules that are switched off when the input is judged. */
  readonly without: readonly string[];
  /** As `accept` or `reject(CODE) line:column`. */
  readonly expect: string;
  /** What a program answers in its silenced forms, where that is not `expect`. */
  readonly silenced: string | undefined;
  /** A file beside this one: a program that reaches the same shape. */
  readonly authored: string | undefined;
  /** What the input exports as `value`, as JSON data; `undefined` where it is not looked at. */
  readonly value: unknown;
  /** Specifiers that the identity of a body lists; `undefined` where that is not looked at. */
  readonly imports: readonly string[] | undefined;
  /** Of a body: members of the verifier's policy. Of a program: options of its compile. */
  readonly policy: Readonly<Record<string, unknown>>;
  /** The input is written with `\u{...}` escapes. */
  readonly escapes: boolean;
}

const FIELDS: readonly string[] = [
  "attack",
  "kind",
  "by",
  "second",
  "rule",
  "also",
  "without",
  "expect",
  "silenced",
  "authored",
  "value",
  "imports",
  "policy",
  "escapes",
];

const EXPECTATION =
  /^(?:accept|inert|equal|differ|throws\([A-Za-z]+\)|miss\([a-z-]+\)|reject\([A-Za-z0-9:-]+\)(?: \d+:\d+)?)$/;

/** The header made of `entries`; `refuse` is called for the first thing that is wrong with it. */
export function headerOf(
  entries: readonly (readonly [string, unknown])[],
  refuse: (what: string) => never,
): HeaderFields {
  const fields = new Map<string, unknown>();
  for (const [key, value] of entries) {
    if (!FIELDS.includes(key)) refuse(`there is no field "${key}"`);
    if (fields.has(key)) refuse(`it has the field "${key}" twice`);
    fields.set(key, value);
  }
  const text = (key: string): string | undefined => {
    const value = fields.get(key);
    if (value === undefined) return undefined;
    return typeof value === "string" && value !== "" ? value : refuse(`"${key}" is no text`);
  };
  const needed = (key: string) => text(key) ?? refuse(`it has no field "${key}"`);
  const oneOf = <T extends string>(key: string, names: readonly T[]): T =>
    names.find((name) => name === fields.get(key)) ?? refuse(`"${key}" is ${needed(key)}`);
  const expectation = (key: string) => {
    const value = text(key);
    if (value !== undefined && !EXPECTATION.test(value)) refuse(`"${key}" is ${value}`);
    return value;
  };
  const data = (key: string): unknown => {
    const value = fields.get(key);
    // Only text headers write data as text.
    return typeof value === "string" ? jsonOf(key, value, refuse) : value;
  };
  const expect = expectation("expect") ?? refuse('it has no field "expect"');
  const kind = oneOf("kind", ATTACK_KINDS);
  const value = data("value");
  if (expect === "accept" && (kind === "body" || kind === "program") && value === undefined) {
    refuse('an input that is accepted has a "value"');
  }
  return {
    attack: needed("attack"),
    kind,
    by: oneOf("by", ATTACK_LAYERS),
    second: fields.has("second") ? oneOf("second", ATTACK_LAYERS) : undefined,
    rule: text("rule"),
    also: text("also")?.split(" ") ?? [],
    without: text("without")?.split(" ") ?? [],
    expect,
    silenced: expectation("silenced"),
    authored: text("authored"),
    value,
    imports: text("imports")?.split(" "),
    policy: (data("policy") ?? {}) as Readonly<Record<string, unknown>>,
    escapes: fields.has("escapes") &&
      (text("escapes") === "yes" || refuse('"escapes" is not "yes"')),
  };
}

function jsonOf(key: string, text: string, refuse: (what: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(`"${key}" is no JSON`);
  }
}
