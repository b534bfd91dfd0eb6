/** How large a schema may become. */
export const SCHEMA_LIMITS = {
  /** Levels without a named type. */
  nesting: 64,
  unionMembers: 512,
  enumValues: 2_000,
  properties: 2_000,
  /** Bytes of one schema as JSON. */
  schemaBytes: 262_144,
  /** Bytes of all schemas of a module as JSON. */
  moduleBytes: 4_194_304,
  /** Bytes of one default as JSON. */
  defaultBytes: 65_536,
} as const;

/** Steps after which a document cannot be below its size limit. */
export const STEP_LIMIT = 40_000;
