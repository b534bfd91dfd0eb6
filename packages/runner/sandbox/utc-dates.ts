/**
 * Makes UTC the local time zone of every date of the realm, before it is repaired: a date that the
 * host made and handed to a guest must not show the host's zone either. Hosts that print local
 * times name a `timeZone`.
 */

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = [
  ...["Jan", "Feb", "Mar", "Apr", "May", "Jun"],
  ...["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];
const FIELDS = ["Date", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];

/** Replaces the methods of `Date.prototype` that read or write local time. */
export function installUtcDates(): void {
  const prototype = Date.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const field of [...FIELDS, "Day"]) alias(prototype, `get${field}`, `getUTC${field}`);
  for (const field of FIELDS) alias(prototype, `set${field}`, `setUTC${field}`);
  const time = Date.prototype.getTime;
  const year = Date.prototype.getUTCFullYear;
  const setYear = Date.prototype.setUTCFullYear;
  // An instant prints itself in the host's zone and locale; guests have no other way to one.
  Reflect.deleteProperty(Date.prototype, "toTemporalInstant");
  define({
    getTimezoneOffset(this: Date): number {
      return Reflect.apply(time, this, []) * 0;
    },
    getYear(this: Date): number {
      return Reflect.apply(year, this, []) - 1900;
    },
    setYear(this: Date, value: unknown): number {
      const given = Math.trunc(Number(value));
      return Reflect.apply(setYear, this, [given >= 0 && given <= 99 ? 1900 + given : given]);
    },
    toString(this: Date): string {
      return describe(this, (at) => `${dateText(at)} ${timeText(at)}`);
    },
    toDateString(this: Date): string {
      return describe(this, dateText);
    },
    toTimeString(this: Date): string {
      return describe(this, timeText);
    },
  });

  function describe(date: Date, text: (at: Date) => string): string {
    const ms: number = Reflect.apply(time, date, []);
    return Number.isNaN(ms) ? "Invalid Date" : text(new Date(ms));
  }
}

function alias(
  prototype: Record<string, (...args: unknown[]) => unknown>,
  local: string,
  utc: string,
): void {
  const method = prototype[utc]!;
  define({
    [local](this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(method, this, args);
    },
  }, method.length);
}

function define(methods: Record<string, (...args: never[]) => unknown>, length?: number): void {
  for (const [name, value] of Object.entries(methods)) {
    if (length !== undefined) Object.defineProperty(value, "length", { value: length });
    Object.defineProperty(Date.prototype, name, {
      value,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
}

function dateText(at: Date): string {
  const year = at.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${pad(at.getUTCDate())} ${
    year < 0 ? "-" : ""
  }${digits}`;
}

function timeText(at: Date): string {
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(pad).join(":");
  return `${clock} GMT+0000 (Coordinated Universal Time)`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

const ISO_DATE = /^(?:\d{4}|[+-]\d{6})(?:-\d\d){0,2}$/;
const ISO_WITHOUT_ZONE = /^(?:\d{4}|[+-]\d{6})(?:-\d\d){0,2}T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?$/;
/** A zone by its name, or an offset that cannot be the rest of a date such as `2020-05`. */
const ZONE =
  /(?:\b(?:UTC?|GMT|Z|[ECMP][SD]T)|\dZ|(?::\d\d(?:\.\d{1,9})?|[A-Z]|\s)[+-]\d{1,4}(?::\d\d)?)$/i;

/** Longest text that a date can be parsed from; longer ones are no dates. */
const MAX_DATE_TEXT = 256;

/**
 * Milliseconds of `text` by `parse`, with a missing zone read as UTC instead of the host's. A text
 * that may lack one gets one: in doubt the answer is another time, never that of the host's zone.
 */
export function parseDateAsUtc(parse: (text: string) => number, text: string): number {
  if (text.length > MAX_DATE_TEXT) return NaN;
  if (ISO_DATE.test(text)) return parse(text);
  if (ISO_WITHOUT_ZONE.test(text)) return parse(`${text}Z`);
  const said = withoutComments(text).trimEnd();
  return ZONE.test(said) && said.includes(":") ? parse(said) : parse(`${said} UTC`);
}

/** What is in parentheses says nothing to a parser of dates, and hides what looks like a zone. */
function withoutComments(text: string): string {
  let depth = 0;
  let said = "";
  for (const unit of text) {
    if (unit === "(") depth++;
    else if (depth === 0) said += unit;
    else if (unit === ")" && --depth === 0) said += " ";
  }
  return said;
}
