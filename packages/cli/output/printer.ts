/**
 * Where the output of a command goes: data to standard output, everything for people to standard
 * error, colour only where it is wanted.
 */
import type { CommandPowers } from "../command/command-powers.ts";

export type LogLevel = "error" | "warn" | "info" | "debug";

const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

export interface PrinterSettings {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: "auto" | "always" | "never";
  readonly logLevel: LogLevel;
}

export class Printer {
  readonly #powers: CommandPowers;
  readonly settings: PrinterSettings;
  #progressShown = false;
  #lastProgressMs = -Infinity;

  constructor(powers: CommandPowers, settings: PrinterSettings) {
    this.#powers = powers;
    this.settings = settings;
  }

  /** One JSON document and a newline. Lone surrogates become escapes, so any reader can parse it. */
  document(value: object): void {
    this.clearProgress();
    this.#powers.out(`${JSON.stringify(value)}\n`);
  }

  /** A line of data. */
  line(text: string): void {
    this.clearProgress();
    this.#powers.out(`${text}\n`);
  }

  /** A line for people; dropped by `--quiet`. */
  hint(text: string): void {
    if (!this.settings.quiet) this.#log("info", text);
  }

  warning(text: string): void {
    this.#log("warn", text);
  }

  error(text: string): void {
    this.#log("error", text);
  }

  /** One line on a terminal, redrawn at most ten times a second and erased at the end. */
  progress(text: string): void {
    if (this.settings.quiet || !this.#powers.errIsTerminal) return;
    const now = this.#powers.nowMs();
    if (now - this.#lastProgressMs < 100) return;
    this.#lastProgressMs = now;
    this.#progressShown = true;
    this.#powers.err(`\r\u001b[2K${text.slice(0, Math.max(1, this.#powers.errColumns - 1))}`);
  }

  clearProgress(): void {
    if (!this.#progressShown) return;
    this.#progressShown = false;
    this.#powers.err("\r\u001b[2K");
  }

  /** `text` in an SGR style, where standard output or error (`to`) shows colour. */
  style(text: string, sgr: "bold" | "dim" | "red" | "green" | "yellow", to: "out" | "err"): string {
    if (!this.#colored(to)) return text;
    const code = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 }[sgr];
    return `\u001b[${code}m${text}\u001b[0m`;
  }

  #colored(to: "out" | "err"): boolean {
    if (this.settings.json && to === "out") return false;
    if (this.settings.color !== "auto") return this.settings.color === "always";
    if (this.#powers.env("NO_COLOR") !== undefined) return false;
    if (this.#powers.env("FORCE_COLOR") === "1") return true;
    return to === "out" ? this.#powers.outIsTerminal : this.#powers.errIsTerminal;
  }

  #log(level: LogLevel, text: string): void {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(this.settings.logLevel)) return;
    this.clearProgress();
    this.#powers.err(`${text}\n`);
  }
}
