/**
 * Reads what resuming a piece needs, in batches: the rows of the piece tree level by level, then the
 * documents that they name. The spaces are subscribed to since they were opened.
 *
 *     piece --rows--> instances of lists and computations --rows--> ...
 *       \--graph--> composition children --rows--> ...
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { isPattern, patternGraph } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { documentKey } from "../links/sigil.ts";
import { asPatternIdentityRef, sameRef } from "../pieces/pointer.ts";
import { PieceAddresses } from "../pieces/piece-addresses.ts";
import { listRecipeRef } from "../pieces/recipes.ts";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import { childApplications, placedOutputs } from "../pieces/child-places.ts";
import type { Address } from "../types.ts";
import type { Row } from "./accept.ts";
import { asObservation, isListSlot, type ObservedChild, PROGRAM_SLOT } from "./observation.ts";
import type { Observer } from "./observer.ts";
import { addressOfChild, addressOfPlace } from "./places.ts";
import { StoredResume } from "./stored-resume.ts";

const TIME_OUT_MS = 5_000;

/** A piece whose rows are fetched, with its pattern where that is live. */
interface Member {
  readonly address: Address;
  readonly pattern: PatternValue | undefined;
}

/**
 * What the store knows of the piece at `root` and of everything below it. After the time-out, or
 * when rows cannot be read, what is missing counts as absent.
 */
export async function fetchResume(
  core: RuntimeCore,
  observer: Observer,
  root: Address,
  pattern: PatternValue,
): Promise<StoredResume> {
  const fetch = new TreeFetch(core, observer);
  let cancel = () => {};
  const timeOut = new Promise<void>((resolve) => {
    cancel = core.ports.setTimer(TIME_OUT_MS, resolve);
  });
  const done = fetch.read({ address: root, pattern });
  await Promise.race([done, timeOut]).finally(() => cancel());
  return fetch.resume(root);
}

class TreeFetch {
  readonly #core: RuntimeCore;
  readonly #observer: Observer;
  readonly #found = new Map<string, { readonly address: Address; readonly rows: Row[] }>();
  readonly #loading = new Map<string, Address>();
  /** Set when everything that is there has been read. */
  #isClosed = false;

  constructor(core: RuntimeCore, observer: Observer) {
    this.#core = core;
    this.#observer = observer;
  }

  async read(root: Member): Promise<void> {
    const seen = new Set<string>();
    for (let level = [root]; level.length > 0;) {
      const fresh = level.filter(({ address }) => !seen.has(documentKey(address)));
      for (const { address } of fresh) seen.add(documentKey(address));
      level = (await Promise.all(
        [...Map.groupBy(fresh, ({ address }) => address.space)]
          .map(([space, members]) => this.#readLevel(space, members)),
      )).flat();
    }
    await this.#load([...this.#loading.values()]);
  }

  resume(root: Address): StoredResume {
    this.#isClosed = true;
    const { counters, events, spaces } = this.#core;
    const observer = this.#observer;
    const resume = new StoredResume({
      counters,
      events,
      world: {
        fingerprints: observer.fingerprints,
        digests: observer.digests,
        scopes: spaces.scopes,
        version: (address) => spaces.peek(address.space)?.replica.current(address),
        isInPlace: (child) => this.#isInPlace(child),
      },
      onLeft: (piece, { action, kind }) => observer.leave({ piece, action, kind }),
    });
    resume.add(root, []);
    for (const { address, rows } of this.#found.values()) resume.add(address, rows);
    return resume;
  }

  /** The rows of pieces of one space; the answer is what comes below them. */
  async #readLevel(space: string, members: readonly Member[]): Promise<Member[]> {
    const { spaces } = this.#core;
    let stored;
    try {
      const { replica } = await spaces.open(space);
      const keys = members.map(({ address }) => spaces.scopes.key(address));
      stored = await replica.store.observations(keys);
    } catch {
      // Without rows everything runs, which reports what is wrong with the store.
      return [];
    }
    if (this.#isClosed) return [];
    const rows = stored.flatMap(({ seq, observation }) => {
      const wellFormed = asObservation(observation);
      return wellFormed === undefined ? [] : [{ seq, observation: wellFormed }];
    });
    const byPiece = Map.groupBy(rows, ({ observation }) => keyText(observation.piece));
    const below: Member[] = [];
    for (const member of members) {
      const { address } = member;
      const own = byPiece.get(keyText(spaces.scopes.key(address))) ?? [];
      this.#found.set(documentKey(address), { address, rows: own });
      this.#note(address);
      for (const { observation } of own) {
        for (const place of [...observation.reads.slice(1), ...observation.outputs]) {
          const at = addressOfPlace(place, spaces.scopes);
          if (at !== undefined) this.#note(at);
        }
        below.push(...await this.#members(observation.children));
      }
      below.push(...this.#compositionOf(member));
    }
    return below;
  }

  async #members(children: readonly ObservedChild[]): Promise<Member[]> {
    const members: Member[] = [];
    for (const child of children) {
      const address = addressOfChild(child);
      this.#note(address);
      if (isListSlot(child)) continue;
      members.push({ address, pattern: await this.#patternOf(child) });
    }
    return members;
  }

  /** A pattern that was applied as data is not part of the code that applied it. */
  async #patternOf(child: ObservedChild): Promise<PatternValue | undefined> {
    const { ref } = child;
    const live = livePattern(this.#core, ref);
    if (live !== undefined || child.slot !== PROGRAM_SLOT) return live;
    const { space } = addressOfChild(child);
    const { source } = this.#core.setup;
    // What cannot be loaded is not in place: its action runs, and reports what is wrong.
    return await source.loadPatternByIdentity(ref.identity, ref.symbol, space).catch(() =>
      undefined
    );
  }

  #compositionOf({ address, pattern }: Member): Member[] {
    if (pattern === undefined) return [];
    const { setup, spaces } = this.#core;
    const graph = patternGraph(pattern);
    const addresses = new PieceAddresses(address, graph, spaces.sha256);
    for (const output of placedOutputs(graph, addresses)) this.#note(output);
    return [...childApplications(graph, addresses, setup, (at) => spaces.stored(at))]
      .map(({ module, result }) => ({ address: result, pattern: module.pattern }));
  }

  #note(address: Address): void {
    this.#loading.set(documentKey(address), address);
  }

  /** A space that cannot be reached leaves its documents out. */
  async #load(addresses: readonly Address[]): Promise<void> {
    const bySpace = Map.groupBy(addresses, ({ space }) => space);
    await Promise.all(
      [...bySpace.values()].map((members) => this.#core.spaces.load(members).catch(() => {})),
    );
  }

  #isInPlace(child: ObservedChild): boolean {
    const address = addressOfChild(child);
    const { ref } = child;
    if (livePattern(this.#core, ref) === undefined) return false;
    if (isListSlot(child)) return sameRef(listRecipeRef(this.#core, address), ref);
    const meta = this.#core.spaces.peek(address.space)?.replica.current(address)?.document?.meta;
    return sameRef(asPatternIdentityRef(meta?.patternIdentity), ref);
  }
}

function livePattern({ setup }: RuntimeCore, ref: EntryRef): PatternValue | undefined {
  const live = setup.source.artifactFromIdentitySync(ref.identity, ref.symbol);
  return isPattern(live) ? live : undefined;
}

function keyText({ id, scopeKey }: { readonly id: string; readonly scopeKey: string }): string {
  return `${id}\u0000${scopeKey}`;
}
