/** Reads the type libraries in a page, where they are served beside the bundle: pages take this file for `type-libs-powers.ts`. */
import { type TypeLibs, typeLibsBy } from "./type-libs.ts";

export type { TypeLibs };

/** The part of `XMLHttpRequest` that is used; the types of Deno know nothing of it. */
interface PageRequest {
  readonly status: number;
  readonly responseText: string;
  open(method: string, url: URL, isAsynchronous: false): void;
  send(): void;
}

/**
 * Declaration texts by library name. They are asked for synchronously, as everywhere: nothing else
 * goes on in a page that compiles.
 * @throws {Error} when a file is not served
 */
export function readTypeLibs(): TypeLibs {
  const { XMLHttpRequest } = globalThis as unknown as { XMLHttpRequest: new () => PageRequest };
  return typeLibsBy((file) => {
    const request = new XMLHttpRequest();
    request.open("GET", new URL(`./types/${file}`, import.meta.url), false);
    request.send();
    if (request.status !== 200) throw new Error(`The type library ${file} is not served here.`);
    return request.responseText;
  });
}
