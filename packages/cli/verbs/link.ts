/**
 * `cf link FROM TO`: stores at TO a link to FROM, so that TO shows what FROM holds.
 *
 *     FROM  home/of:A/items  <-- link --  home/of:B/items#argument  TO
 *
 * In an argument the link redirects, as it does when a pattern hands a cell to another: writes of
 * the piece land in FROM. Elsewhere a later write replaces it.
 */
import { quote } from "@commonfabric/contract";
import {
  LinkCycleError,
  NotResidentError,
  type Runtime,
  type Transaction,
} from "@commonfabric/runner";
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { cellOf, locatePlace, placeSchema, resultSchema } from "../cells/open-cell.ts";
import { whenResident } from "../cells/when-resident.ts";
import { acknowledge } from "../output/acknowledge.ts";
import { existingStores, withRuntime } from "../run/with-runtime.ts";
import { placeOf, withStore } from "../store/place.ts";
import { locate, type LocatedDocument, memberAt } from "../store/stored-document.ts";
import { storedLink } from "../store/stored-links.ts";

export async function link(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const from = await placeOf(invocation.operands[0]!, context);
  const to = await placeOf(invocation.operands[1]!, context);
  const source = await locatePlace(from);
  placeSchema(resultSchema(source), source);
  const target = await withStore(
    to.stores,
    to.address.space,
    async (store) =>
      await landingOf(await locate(store, to.address), (address) => locate(store, address)),
  );
  for (const { metaField } of [source, target]) {
    if (metaField === undefined) continue;
    throw new CommandError(`not a place for links: the meta of ${quote(to.text)}`);
  }
  refuseWhole(to.text, target);
  const seq = await withRuntime(existingStores(to.stores), context, async ({ runtime }) => {
    await refuseCircle(runtime, source, target, to.text);
    return await store(runtime, source.address, target);
  });
  acknowledge(printer, "link", { address: to.text, from: from.text, seq });
  return EXIT.ok;
}

const MAX_HOPS = 64;

/**
 * Where the link belongs: links above the place are followed, and a field of a result is bound to
 * the argument or to an internal cell.
 */
async function landingOf(
  start: LocatedDocument,
  read: (address: CommandAddress) => Promise<LocatedDocument>,
): Promise<LocatedDocument> {
  let target = start;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    const next = nextHop(target);
    if (next === undefined) return target;
    if (next.space !== start.address.space) {
      throw new CommandError(
        `in another space: ${quote(formatAddress(start.address))} leads to ` +
          `${quote(formatAddress(next))}; name that place`,
      );
    }
    target = await read(next);
  }
  throw new CommandError(`too many links: ${quote(formatAddress(start.address))} leads nowhere`);
}

function nextHop({ address, stored: { doc } }: LocatedDocument): CommandAddress | undefined {
  const { path } = address;
  const isResult = doc.meta?.["patternIdentity"] !== undefined;
  for (let length = 0; length <= path.length; length++) {
    const found = storedLink(memberAt(doc.value, path.slice(0, length)), address);
    if (found === undefined) continue;
    const { redirects, ...target } = found;
    if (length === path.length && !(isResult && redirects)) return undefined;
    return { ...target, path: [...target.path, ...path.slice(length)] };
  }
  return undefined;
}

function refuseWhole(text: string, { address, stored }: LocatedDocument): void {
  if (address.path.length > 0 || stored.doc.meta?.["patternIdentity"] === undefined) return;
  throw new CommandError(
    `not a place for links: ${quote(text)} is a whole piece; name a field of it, or its #argument`,
  );
}

/** A link whose way comes back to itself would read as nothing, for ever. */
async function refuseCircle(
  runtime: Runtime,
  source: LocatedDocument,
  target: LocatedDocument,
  text: string,
): Promise<void> {
  await cellOf(runtime, source.address).sync();
  await cellOf(runtime, { ...target.address, path: [] }).sync();
  const isCircle = await whenResident(
    runtime,
    () => Promise.resolve(closesCircle(runtime, source, target)),
  );
  if (!isCircle) return;
  const from = quote(formatAddress(source.address));
  throw new CommandError(`a link to itself: ${quote(text)} is what ${from} leads to`);
}

/** Whether nothing could be reached through `source` any more. */
function closesCircle(
  runtime: Runtime,
  source: LocatedDocument,
  target: LocatedDocument,
): boolean {
  const tx = runtime.edit();
  try {
    writeLink(tx, source.address, target);
    cellOf(runtime, source.address).withTx(tx).key("member").set(true);
    return false;
  } catch (error) {
    if (error instanceof NotResidentError) throw error;
    return error instanceof LinkCycleError;
  } finally {
    tx.abort();
  }
}

/** Writes the link at the very place, in a transaction that is tried again after a conflict. */
async function store(
  runtime: Runtime,
  from: CommandAddress,
  target: LocatedDocument,
): Promise<number | null> {
  let seq: number | null = null;
  await cellOf(runtime, { ...target.address, path: [] }).sync();
  await runtime.editWithRetry((tx: Transaction) => {
    tx.addCommitCallback((result) => {
      if ("ok" in result) seq = result.ok.seq;
    });
    writeLink(tx, from, target);
  });
  return seq;
}

function writeLink(
  tx: Transaction,
  { space, id, path, scope = "space" }: CommandAddress,
  { address, stored }: LocatedDocument,
): void {
  const isArgument = stored.doc.meta?.["result"] !== undefined;
  const value = {
    "/": {
      "link@1": {
        id,
        path,
        ...(space === address.space ? {} : { space }),
        ...(scope === "space" ? {} : { scope }),
        ...(isArgument ? { overwrite: "redirect" as const } : {}),
      },
    },
  };
  tx.write({ ...address, scope: address.scope ?? "space" }, value);
}
