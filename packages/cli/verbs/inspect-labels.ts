/** `cf inspect labels A`: refused, because no host of this version stores labels. */
import { CommandError } from "../command/errors.ts";
import type { VerbContext } from "../command/verb.ts";
import { placeOf } from "../store/place.ts";

export async function inspectLabels(context: VerbContext): Promise<number> {
  const { text } = await placeOf(context.invocation.operands[0]!, context);
  throw new CommandError(
    `not available: ${text} has no labels, because integrity labels are not enforced or stored; ` +
      `cf inspect doc shows the whole document`,
  );
}
