/** Dates as data: by their time value, whatever their methods were made to say. */

/** Whether `value` is a date and nothing more: an instance of a subclass is none. */
export function isDate(value: object): value is Date {
  return Object.getPrototypeOf(value) === Date.prototype && !Object.hasOwn(value, "getTime");
}

/** The time value, without asking the date itself. */
export function dateTime(value: Date): number {
  return Date.prototype.getTime.call(value);
}
