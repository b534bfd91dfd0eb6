/** The port behind `navigateTo`: a command has nothing to show a piece in, it names it. */
import type { Cell } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";

export function showNavigation(hint: (text: string) => void): (piece: Cell) => void {
  return (piece) => {
    const address = formatAddress(piece.resolveAsCell().getAsNormalizedFullLink());
    hint(`navigated to ${address}`);
  };
}
