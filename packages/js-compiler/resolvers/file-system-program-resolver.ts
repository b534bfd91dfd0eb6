/**
 * Programs in a folder of the file system. Names are grounded paths relative to the root, and
 * nothing outside the root is ever read: the path is checked as text first, and again after links
 * were followed, because a link inside the root may lead out of it.
 */
import { quote } from "@commonfabric/contract";
import { extensionOf, folderOf, type Source } from "@commonfabric/module-identity";
import type { ProgramResolver } from "../types.ts";
import type { FileAccess } from "./file-access.ts";
import { hostFileAccess } from "./file-system-powers.ts";
import { ResolverError } from "./resolver-error.ts";

export class FileSystemProgramResolver implements ProgramResolver {
  readonly #access: FileAccess;
  readonly #root: string;
  readonly #mainName: string;

  /**
   * `mainPath` and `rootPath` are host paths; the root is the folder of `mainPath` when absent.
   * `access` is the file system of this machine when absent.
   * @throws {ResolverError} when the main file is outside the root.
   */
  constructor(mainPath: string, rootPath?: string, access: FileAccess = hostFileAccess) {
    this.#access = access;
    const main = access.absolute(mainPath);
    const parent = main.slice(0, Math.max(1, main.lastIndexOf(access.separator)));
    this.#root = rootPath === undefined ? parent : access.absolute(rootPath);
    const name = this.#nameOf(main, this.#root);
    if (name === undefined) {
      throw new ResolverError(
        `The main file ${quote(baseName(main))} is outside the program root.`,
      );
    }
    this.#mainName = name;
  }

  /** @throws {ResolverError} when there is no such file. */
  async main(): Promise<Source> {
    const source = await this.resolveSource(this.#mainName);
    if (source === undefined) {
      throw new ResolverError(`No main module "${this.#mainName}" in source.`);
    }
    return source;
  }

  /** @throws {ResolverError} when `path` leaves the root, as text or through a link. */
  async resolveSource(path: string): Promise<Source | undefined> {
    const hostPath = this.#hostPath(path);
    const [real, realRoot] = await Promise.all([
      this.#access.realPath(hostPath),
      this.#access.realPath(this.#root),
    ]);
    if (real === undefined || realRoot === undefined) return undefined;
    if (this.#nameOf(real, realRoot) === undefined) throw escapes(path);
    // The checked path is the one that is read: reading through the link again could lead elsewhere.
    const contents = await this.#access.readText(real);
    return contents === undefined ? undefined : { name: path, contents };
  }

  resolveDataFile(path: string): Promise<Source | undefined> {
    return this.resolveSource(path);
  }

  /** Modules beside `path`, and inside it when it is a folder. */
  async namesNear(path: string): Promise<readonly string[]> {
    const folder = folderOf(path);
    const names: string[] = [];
    for (const inside of new Set([folder, path])) {
      if (inside !== "" && await this.#isOutside(inside)) continue;
      const listed = await this.#access.list(inside === "" ? this.#root : this.#hostPath(inside));
      names.push(
        ...listed.map((name) => `${inside}/${name}`).filter((name) =>
          extensionOf(name) !== undefined
        ),
      );
    }
    return names;
  }

  async #isOutside(path: string): Promise<boolean> {
    const [real, realRoot] = await Promise.all([
      this.#access.realPath(this.#hostPath(path)),
      this.#access.realPath(this.#root),
    ]);
    return real === undefined || realRoot === undefined ||
      this.#nameOf(real, realRoot) === undefined;
  }

  #hostPath(path: string): string {
    const segments = path.split("/").slice(1);
    const strange = !path.startsWith("/") || path.includes("\0") ||
      segments.some((segment) =>
        segment === "" || segment === "." || segment === ".." || segment.includes("\\") ||
        segment.includes(this.#access.separator)
      );
    if (strange) throw escapes(path);
    const separator = this.#access.separator;
    const base = this.#root.endsWith(separator) ? this.#root.slice(0, -1) : this.#root;
    return base + separator + segments.join(separator);
  }

  /** The grounded name of `hostPath` below `root`, or `undefined` when it is not below it. */
  #nameOf(hostPath: string, root: string): string | undefined {
    const separator = this.#access.separator;
    const prefix = root.endsWith(separator) ? root : root + separator;
    if (!hostPath.startsWith(prefix) || hostPath.length === prefix.length) return undefined;
    return `/${hostPath.slice(prefix.length).split(separator).join("/")}`;
  }
}

function escapes(path: string): ResolverError {
  return new ResolverError(`The path ${quote(path)} leads outside the program root.`);
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
