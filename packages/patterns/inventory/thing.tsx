/** A card of one thing in stock. */
import { handler, pattern, type Stream, UI, type VNode, type Writable } from "commonfabric";
import { COLORS, levelOf, type Thing } from "./stock.ts";

interface Props {
  thing: Thing;
  log: Writable<string[]>;
  readonly?: boolean;
}

/** Takes things out of stock, or puts some back. */
export const move = handler<
  { amount: number; reason?: string },
  { thing: Writable<Thing>; log: Writable<string[]> }
>(({ amount, reason = "counted" }, { thing, log }) => {
  const { name, count } = thing.get();
  const after = count + amount;
  if (after < 0) throw new Error(`There are only ${count} of "${name}".`);
  thing.key("count").set(after);
  log.push(`${name}: ${count} -> ${after} (${reason})`);
});

export const ThingCard = pattern<
  Props,
  { [UI]: VNode; move: Stream<{ amount: number; reason?: string }> }
>(
  ({ thing, log, readonly }) => {
    const moved = move({ thing, log });
    const level = levelOf(thing);
    return {
      [UI]: (
        <cf-card>
          <cf-badge color={COLORS[level]}>{level}</cf-badge>
          {thing.name} × {thing.count}
          {thing.supplier?.days && (
            <small>{thing.supplier.name} in {thing.supplier.days} days</small>
          )}
          {readonly || (
            <cf-hstack>
              <button
                type="button"
                disabled={thing.count === 0}
                onClick={() => moved.send({ amount: -1, reason: "sold" })}
              >
                sell
              </button>
              <cf-input type="number" $value={thing.least} />
            </cf-hstack>
          )}
        </cf-card>
      ),
      move: moved,
    };
  },
);
