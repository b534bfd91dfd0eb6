/** Functions of ours as guests see them: bound, so that their text says nothing of the host. */

type AnyFunction = (...args: never[]) => unknown;

/** `fn`, bound to nothing, under the same name and length; its text is `[native code]`. */
export function nativeLike<T extends AnyFunction>(fn: T): T {
  const bound = fn.bind(undefined);
  Object.defineProperty(bound, "name", { value: fn.name, configurable: true });
  return bound as T;
}
