/**
 * Wraps, before the realm is repaired, every method of the language that would consult the host's
 * default locale: no locale means `en-US`, and given locales get `en-US` appended, so that
 * resolution never reaches the host's. A missing time zone means UTC.
 */

type LocaleMethod = (this: unknown, ...args: unknown[]) => unknown;

/** Installs the wrappers. Called once per realm by `ensureLockdown`. */
export function installLocaleShim(): void {
  for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) {
    wrap(
      Date.prototype,
      name,
      (method, receiver, [locales, options]) =>
        Reflect.apply(method, receiver, [fixedLocales(locales), dateOptions(options)]),
    );
  }
  for (const prototype of [Number.prototype, BigInt.prototype]) {
    wrap(
      prototype,
      "toLocaleString",
      (method, receiver, [locales, options]) =>
        Reflect.apply(method, receiver, [fixedLocales(locales), plainOptions(options)]),
    );
  }
  wrap(
    String.prototype,
    "localeCompare",
    (method, receiver, [that, locales, options]) =>
      Reflect.apply(method, receiver, [that, fixedLocales(locales), plainOptions(options)]),
  );
  for (const name of ["toLocaleLowerCase", "toLocaleUpperCase"]) {
    wrap(
      String.prototype,
      name,
      (method, receiver, [locales]) => Reflect.apply(method, receiver, [fixedLocales(locales)]),
    );
  }
}

function wrap(
  prototype: object,
  name: string,
  call: (method: LocaleMethod, receiver: unknown, args: unknown[]) => unknown,
): void {
  const descriptor = Reflect.getOwnPropertyDescriptor(prototype, name)!;
  const method = descriptor.value as LocaleMethod;
  // A concise method, so that the wrapper cannot be constructed either.
  const wrapper = {
    [name](this: unknown, ...args: unknown[]): unknown {
      return call(method, this, args);
    },
  }[name]!;
  Object.defineProperty(wrapper, "length", { value: method.length });
  Object.defineProperty(prototype, name, { ...descriptor, value: wrapper });
}

function fixedLocales(locales: unknown): unknown {
  if (locales === undefined) return ["en-US"];
  if (typeof locales === "string" || locales instanceof Intl.Locale) return [locales, "en-US"];
  // `null` gets the TypeError of the language itself. Numbers and functions are lists to it, empty
  // ones included, and an empty list asks for the host's locale.
  if (locales === null) return locales;
  return [...Array.from(Object(locales) as ArrayLike<unknown>), "en-US"];
}

function dateOptions(options: unknown): object {
  const copy = plainOptions(options) ?? Object.create(null) as Record<string, unknown>;
  if (copy["timeZone"] === undefined) copy["timeZone"] = "UTC";
  return copy;
}

/** A copy of `options` whose `timeZone` can no longer change between this check and its use. */
function plainOptions(options: unknown): Record<string, unknown> | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null) {
    throw new TypeError("Locale options are undefined or a plain object");
  }
  const prototype = Reflect.getPrototypeOf(options);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new TypeError("Locale options are a plain object, without inherited options");
  }
  const timeZone = Reflect.getOwnPropertyDescriptor(options, "timeZone");
  if (timeZone === undefined ? "timeZone" in options : !("value" in timeZone)) {
    throw new TypeError("The locale option timeZone is absent or an own data property");
  }
  const copy = Object.assign(Object.create(null), options) as Record<string, unknown>;
  if (timeZone !== undefined) copy["timeZone"] = timeZone.value;
  return copy;
}
