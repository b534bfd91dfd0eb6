/** The port behind `navigateTo`: a command has nothing to show a piece in, it names it. */
import type { Cell } from "@commonfabric/runner";
import { formatAddress } from "../command/address.ts";
import type { Printer } from "../output/printer.ts";

export function showNavigation(printer: Printer): (piece: Cell) => void {
  return (piece) => {
    const address = formatAddress(piece.resolveAsCell().getAsNormalizedFullLink());
    printer.hint(`navigated to ${address}`);
  };
}
