/** Programs on one web origin. A redirect that leaves the origin is refused. */
import { decodeUtf8 } from "@commonfabric/canonical";
import { LIMITS, quote } from "@commonfabric/contract";
import type { Source } from "@commonfabric/module-identity";
import type { ProgramResolver } from "../types.ts";
import type { Fetch } from "./fetch.ts";
import { platformFetch } from "./fetch-powers.ts";
import { ResolverError } from "./resolver-error.ts";

const MAX_REDIRECTS = 5;

export class HttpProgramResolver implements ProgramResolver {
  readonly #main: URL;
  readonly #fetch: Fetch;

  /**
   * `fetchImpl` is called without a receiver of ours, as browsers demand of their `fetch`; the
   * platform's own when absent.
   * @throws {ResolverError} when `mainUrl` is not an `http:` or `https:` URL without credentials.
   */
  constructor(mainUrl: string, fetchImpl: Fetch = platformFetch) {
    const url = URL.canParse(mainUrl) ? new URL(mainUrl) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password) {
      throw new ResolverError(`${quote(mainUrl)} is not a plain http or https address.`);
    }
    this.#main = url;
    this.#fetch = fetchImpl;
  }

  /** @throws {ResolverError} when the address answers with no text. */
  async main(): Promise<Source> {
    const name = this.#main.pathname;
    const source = await this.resolveSource(name);
    if (source === undefined) throw new ResolverError(`No main module "${name}" in source.`);
    return source;
  }

  /** `undefined` for 404 and 410. @throws {ResolverError} for every other failure. */
  async resolveSource(path: string): Promise<Source | undefined> {
    const response = await this.#follow(this.#urlOf(path), path);
    if (response === undefined) return undefined;
    return { name: path, contents: await boundedText(response, path) };
  }

  resolveDataFile(path: string): Promise<Source | undefined> {
    return this.resolveSource(path);
  }

  #urlOf(path: string): URL {
    // Setting the path of a URL cannot change its origin, whatever the path spells.
    const url = new URL(this.#main.origin);
    url.pathname = path;
    if (!path.startsWith("/") || url.pathname !== path) {
      // An encoded dot segment or a character the URL would rewrite names another file.
      if (decodeURIComponent(url.pathname) !== path) {
        throw new ResolverError(`The path ${quote(path)} is not a plain path of the origin.`);
      }
    }
    return url;
  }

  async #follow(start: URL, path: string): Promise<Response | undefined> {
    let url = start;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const fetchImpl = this.#fetch;
      const response = await fetchImpl(url.href, { redirect: "manual" });
      const { status } = response;
      if (status === 200) return response;
      await response.body?.cancel();
      if (status === 404 || status === 410) return undefined;
      const location = status >= 300 && status < 400 ? response.headers.get("location") : null;
      if (location === null) {
        throw new ResolverError(`Cannot fetch ${quote(path)}: the server answered ${status}.`);
      }
      const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (next?.origin !== this.#main.origin) {
        throw new ResolverError(`Cannot fetch ${quote(path)}: it redirects to another origin.`);
      }
      url = next;
    }
    throw new ResolverError(`Cannot fetch ${quote(path)}: more than ${MAX_REDIRECTS} redirects.`);
  }
}

/** The body as text, read no further than the largest accepted file. */
async function boundedText(response: Response, path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LIMITS.dataFileBytes) {
      throw new ResolverError(
        `The file ${quote(path)} exceeds the limit of ${LIMITS.dataFileBytes} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  try {
    return decodeUtf8(bytes);
  } catch {
    throw new ResolverError(`The file ${quote(path)} is not UTF-8 text.`);
  }
}
