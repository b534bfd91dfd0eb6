/** The compiled documents of a corpus by digest, and how two compiles of it differ. */

export interface CompiledDocument {
  readonly program: string;
  /** Authored path. */
  readonly path: string;
  readonly identity: string;
  /** Digests of the fields of the document; texts are in it by their hashes. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Compiled {
  /** `null` where the toolchain cannot be fingerprinted. */
  readonly runtimeVersion: string | null;
  readonly documents: readonly CompiledDocument[];
}

export interface Difference {
  readonly program: string;
  readonly path: string;
  readonly identity: string;
  /** Fields with other bytes; none when only one side has the document. */
  readonly fields: readonly string[];
  readonly onlyIn?: "first" | "second";
}

/** What is not the same. Documents are told apart by program and identity. */
export function differences(first: Compiled, second: Compiled): Difference[] {
  const others = new Map(second.documents.map((each) => [keyOf(each), each]));
  const found: Difference[] = [];
  for (const document of first.documents) {
    const other = others.get(keyOf(document));
    others.delete(keyOf(document));
    if (other === undefined) found.push({ ...placeOf(document), fields: [], onlyIn: "first" });
    else {
      const fields = differingFields(document, other);
      if (fields.length > 0) found.push({ ...placeOf(document), fields });
    }
  }
  for (const document of others.values()) {
    found.push({ ...placeOf(document), fields: [], onlyIn: "second" });
  }
  return found;
}

function differingFields(
  { fields: a }: CompiledDocument,
  { fields: b }: CompiledDocument,
): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => a[name] !== b[name]);
}

function keyOf({ program, identity }: CompiledDocument): string {
  return `${program}/${identity}`;
}

function placeOf({ program, path, identity }: CompiledDocument) {
  return { program, path, identity };
}
