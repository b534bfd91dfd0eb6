/** Action ids taken apart: which symbol of which module, and which instance. */

export interface ActionParts {
  readonly identity: string;
  readonly symbol: string;
  readonly key: string;
}

const MODULE = "cf:module/";

/** The parts of the id of authored code; `undefined` for operators of the runtime. */
export function actionParts(action: string): ActionParts | undefined {
  if (!action.startsWith(MODULE)) return undefined;
  const first = action.indexOf(":", MODULE.length);
  const last = action.lastIndexOf(":");
  if (first < 0 || last <= first) return undefined;
  return {
    identity: action.slice(MODULE.length, first),
    symbol: action.slice(first + 1, last),
    key: action.slice(last + 1),
  };
}

/** Equal for actions that differ in nothing but the identity of their module. */
export function instanceOf(action: string): string {
  const parts = actionParts(action);
  return parts === undefined ? action : `${parts.symbol}\u0000${parts.key}`;
}
