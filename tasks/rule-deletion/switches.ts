/**
 * The switches of instrumented sources: an object on the global that says which mutant is active
 * and notes which switches were asked for. Processes that a test starts take the active mutant
 * from the environment.
 */

/** The environment variable that names the active mutant. */
export const ACTIVE_MUTANT = "CF_RULE_DELETION_MUTANT";

export interface Switches {
  active: number;
  /** By mutant: 1 when its switch was asked for since the list was emptied. */
  asked: number[];
  is(id: number): boolean;
}

declare global {
  var cfRuleDeletion: Switches | undefined;
}

/** The switches of this process. */
export function processSwitches(): Switches {
  return globalThis.cfRuleDeletion ??= makeSwitches();
}

function makeSwitches(): Switches {
  return {
    active: -1,
    asked: [],
    is(id) {
      this.asked[id] = 1;
      return id === this.active;
    },
  };
}

/** The expression by which an instrumented source finds them. */
export const SWITCHES: string =
  `globalThis.cfRuleDeletion ??= ((active) => ({ is: (id) => id === active }))` +
  `(Number(Deno.env.get("${ACTIVE_MUTANT}") ?? "-1"))`;
