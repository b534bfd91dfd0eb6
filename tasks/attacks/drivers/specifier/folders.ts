/** Folders with links in them, in memory, as a resolver sees them. */
import { type FileAccess, FileSystemProgramResolver } from "@commonfabric/js-compiler";

export interface FolderRecipe {
  /** Texts by host path. */
  readonly files: Readonly<Record<string, string>>;
  /** Targets by host path of the link. */
  readonly links?: Readonly<Record<string, string>>;
  readonly main: string;
  readonly root?: string;
  /** Paths of the program that are asked for; the entry when there are none. */
  readonly asks?: readonly string[];
}

/** What the resolver answers to each question. */
export async function answerOfFolder(
  { files, links = {}, main, root, asks = [] }: FolderRecipe,
): Promise<{ of: string; says: string }[]> {
  const read: string[] = [];
  const access = folderAccess(files, links, read);
  const answers: { of: string; says: string }[] = [];
  for (const ask of asks.length === 0 ? [undefined] : asks) {
    const says = await answered(async () => {
      const resolver = new FileSystemProgramResolver(main, root, access);
      return await (ask === undefined ? resolver.main() : resolver.resolveSource(ask));
    });
    answers.push({ of: ask ?? main, says });
  }
  const outside = read.filter((path) => path.includes("secret"));
  return outside.length === 0 ? answers : [{ of: outside.join(), says: "it read a secret" }];
}

/** `accept`, `reject(absent)`, or `reject(NAME)` of what is thrown, which names no host path. */
export async function answered(ask: () => Promise<unknown>): Promise<string> {
  try {
    return await ask() === undefined ? "reject(absent)" : "accept";
  } catch (error) {
    const { name, message } = error as Error;
    return message.includes("/home/") ? `it tells "${message}"` : `reject(${name})`;
  }
}

/** A file system of texts and links. A circle of links leads nowhere, as `realpath` says it. */
function folderAccess(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>>,
  read: string[],
): FileAccess {
  const realPath = (path: string): string | undefined => {
    let at = path;
    for (let hops = 0; hops < 40; hops++) {
      const link = Object.keys(links).find((name) => at === name || at.startsWith(`${name}/`));
      if (link === undefined) break;
      at = links[link] + at.slice(link.length);
      if (hops === 39) return undefined;
    }
    const isThere = Object.keys(files).some((name) => name === at || name.startsWith(`${at}/`));
    return isThere ? at : undefined;
  };
  return {
    separator: "/",
    absolute: (path) => path,
    realPath: (path) => Promise.resolve(realPath(path)),
    readText: (path) => {
      const real = realPath(path);
      if (real !== undefined) read.push(real);
      return Promise.resolve(real === undefined ? undefined : files[real]);
    },
    list: () => Promise.resolve([]),
  };
}
