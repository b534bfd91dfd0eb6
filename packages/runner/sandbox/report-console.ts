/**
 * The console that ses keeps for its reports of errors that nobody caught. What is reported may be
 * any value of a guest, and a host console runs inspection hooks of what it prints and hands them
 * functions of the host: so it is given text.
 */
import { renderForConsole } from "./render-for-console.ts";

/** Runs `repair`, during which ses takes the realm's console, with one that prints text. */
export function withReportConsole(repair: () => void): void {
  const own = Reflect.getOwnPropertyDescriptor(globalThis, "console");
  const host = globalThis.console;
  const error = (...reported: unknown[]): void => host.error(renderForConsole(reported));
  const value = Object.create(host, { error: { value: error } }) as Console;
  Object.defineProperty(globalThis, "console", { value, writable: true, configurable: true });
  try {
    repair();
  } finally {
    if (own !== undefined) Object.defineProperty(globalThis, "console", own);
  }
}
