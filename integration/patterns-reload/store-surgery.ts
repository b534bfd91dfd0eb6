/** Edits of a space file behind the back of the store, as a vandal or an attacker makes them. */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import {
  canonicalBytes,
  decodeBase64Url,
  decodeCanonical,
  encodeUtf8,
  nodeSha256,
} from "@commonfabric/canonical";
import { type DocumentLabels, sqliteStores, type StoredDocument } from "@commonfabric/storage";

type Fields = Readonly<Record<string, unknown>>;

/** An open space file; close it before a process uses the store. */
export class SpaceFile {
  readonly #database: DatabaseSync;

  constructor(directory: string, space: string) {
    this.#database = new DatabaseSync(sqliteStores(directory).fileOf(space));
  }

  /** The source document of an identity: its tag. */
  sourceTag(identity: string): string {
    return this.#tag(`pattern:${identity}`);
  }

  /** The compiled document of an identity, of whatever toolchain: its tag. */
  compiledTag(identity: string): string {
    return this.#tag(`compileCache:%/${identity}`);
  }

  /** The value of a tagged document. */
  value(tag: string): Fields {
    return this.#document("tag", tag).document.value as Fields;
  }

  /** Replaces fields of the value of a tagged document; its sequence number stays. */
  changeValue(tag: string, change: Fields): void {
    const { row, document } = this.#document("tag", tag);
    this.#write(row, { ...document, value: { ...document.value as Fields, ...change } });
  }

  /** Replaces the meta record of the document with this id. */
  changeMeta(id: string, change: (meta: Fields) => Fields): void {
    const { row, document } = this.#document("id", id);
    const meta = change(document.meta!);
    assert.notDeepEqual(meta, document.meta, "the change of the meta record changes nothing");
    this.#write(row, { ...document, meta });
  }

  /** The text behind a field of a tagged document. */
  text(tag: string, field: string): string {
    const { hash } = this.value(tag)[field] as { hash: string };
    const found = this.#database.prepare("SELECT bytes FROM blob WHERE hash = ?")
      .get(decodeBase64Url(hash)!);
    assert.ok(found !== undefined, `no blob behind ${field}`);
    return new TextDecoder().decode(found["bytes"] as Uint8Array);
  }

  /** Replaces the bytes behind a field; the document goes on naming the old hash. */
  changeText(tag: string, field: string, change: (text: string) => string): void {
    const { hash } = this.value(tag)[field] as { hash: string };
    const before = this.text(tag, field);
    const after = change(before);
    assert.notEqual(after, before, `the change of ${field} changes nothing`);
    const bytes = encodeUtf8(after);
    const { changes } = this.#database.prepare(
      "UPDATE blob SET bytes = ?, size = ? WHERE hash = ?",
    ).run(bytes, bytes.length, decodeBase64Url(hash)!);
    assert.equal(Number(changes), 1);
  }

  /** Replaces the labels of a tagged document; `undefined` removes them. */
  changeLabels(tag: string, change: (labels: DocumentLabels) => DocumentLabels | undefined): void {
    const { row, document } = this.#document("tag", tag);
    assert.ok(document.labels !== undefined, `${tag} has labels`);
    const { labels, ...rest } = document;
    const changed = change(labels as DocumentLabels);
    this.#write(row, changed === undefined ? rest : { ...rest, labels: changed });
  }

  /** Identities of the compiled documents. */
  compiledIdentities(): string[] {
    return this.#database.prepare("SELECT tag FROM doc WHERE tag LIKE 'compileCache:%'").all()
      .map(({ tag }) => String(tag).slice(String(tag).lastIndexOf("/") + 1));
  }

  /** Adds a text and makes a field name it, by its true hash and length. */
  replaceText(
    tag: string,
    field: string,
    change: (text: string) => string,
  ): { readonly hash: string } {
    const before = this.text(tag, field);
    const after = change(before);
    assert.notEqual(after, before, `the change of ${field} changes nothing`);
    const bytes = encodeUtf8(after);
    const digest = nodeSha256(bytes);
    this.#database.prepare("INSERT INTO blob (hash, size, bytes) VALUES (?, ?, ?)")
      .run(digest, bytes.length, bytes);
    const hash = digest.toBase64({ alphabet: "base64url", omitPadding: true });
    this.changeValue(tag, { [field]: { bytes: bytes.length, hash } });
    return { hash };
  }

  /** Every document and blob of the space, for comparison. */
  contents(): unknown {
    return {
      documents: this.#database.prepare(
        "SELECT id, scope, seq, tag, body.bytes AS body FROM doc JOIN body ON body.doc = doc.row " +
          "ORDER BY id, scope",
      ).all(),
      blobs: this.#database.prepare("SELECT hash, bytes FROM blob ORDER BY hash").all(),
      head: this.#database.prepare("SELECT id, head FROM space").get(),
    };
  }

  close(): void {
    this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #tag(like: string): string {
    const found = this.#database.prepare("SELECT tag FROM doc WHERE tag LIKE ?").all(like);
    assert.equal(found.length, 1, `one document tagged ${like}`);
    return found[0]!["tag"] as string;
  }

  #document(column: "tag" | "id", value: string): { row: number; document: StoredDocument } {
    const found = this.#database.prepare(
      `SELECT row, body.bytes AS body FROM doc JOIN body ON body.doc = doc.row WHERE ${column} = ?`,
    ).get(value);
    assert.ok(found !== undefined, `no document with ${column} ${value}`);
    const body = new Uint8Array(found["body"] as Uint8Array);
    return { row: found["row"] as number, document: decodeCanonical(body) as StoredDocument };
  }

  #write(row: number, document: StoredDocument): void {
    const bytes = canonicalBytes(document);
    this.#database.prepare("UPDATE body SET bytes = ? WHERE doc = ?").run(bytes, row);
    this.#database.prepare("UPDATE doc SET bytes = ? WHERE row = ?").run(bytes.length, row);
  }
}
