/** An inventory with low-stock alerts: rows write to their thing and to a shared log. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { levelOf, type Order, ordersFor, type Thing } from "./stock.ts";
import { ThingCard } from "./thing.tsx";

interface Input {
  things: Writable<Thing[] | Default<[]>>;
  log: Writable<string[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  things: Thing[];
  cards: { move: Stream<{ amount: number; reason?: string }> }[];
  alerts: string[];
  orders: Order[];
  log: string[];
  stock: Stream<Partial<Thing> & { sku: string; name: string }>;
  reorder: Stream<void>;
}

export default pattern<Input, Output>(({ things, log }) => {
  const search = new Writable("");
  const frozen = new Writable(false);
  const alerts = things
    .filter((thing) => levelOf(thing) !== "fine")
    .map((thing) => `${thing.name} is ${levelOf(thing)}`);
  const orders = computed(() => ordersFor(things.get()));
  const found = computed(() => {
    const wanted = search.get().toLowerCase();
    return things.get().filter(({ name, sku }) => `${sku} ${name}`.toLowerCase().includes(wanted));
  });
  const cards = things.map((thing) => ThingCard({ thing, log }));

  const stock = action<Partial<Thing> & { sku: string; name: string }>((event) => {
    const known = things.get();
    const at = known.findIndex(({ sku }) => sku === event.sku);
    if (at >= 0) things.key(at).update(event);
    else things.set([...known, { count: 0, least: 5, ...event }]);
  });
  const reorder = action(() => {
    for (const { sku, amount } of ordersFor(things.get())) {
      const at = things.get().findIndex((thing) => thing.sku === sku);
      things.key(at).key("count").increment(amount);
      log.push(`ordered ${amount} of ${sku}`);
    }
  });

  return {
    [NAME]: alerts.length > 0 ? `Inventory (!${alerts.length})` : "Inventory",
    [UI]: (
      <cf-screen>
        <cf-input $value={search} placeholder="Search" />
        <cf-toggle $pressed={frozen}>Stocktaking</cf-toggle>
        {alerts.length > 0
          ? <cf-alert status="warning">{alerts.join("; ")}</cf-alert>
          : <p>All is well.</p>}
        {found.map((thing) => <ThingCard thing={thing} log={log} readonly={frozen} />)}
        {found.length === 0 && search.get() !== "" && <em>Nothing is called "{search}".</em>}
        <cf-button disabled={!orders.some((order) => order.amount > 0)} onClick={reorder}>
          Order {orders.reduce((sum, order) => sum + order.amount, 0)}
        </cf-button>
        <ul>{log.get().slice(-3).toReversed().map((line) => <li>{line}</li>)}</ul>
      </cf-screen>
    ),
    things,
    cards,
    alerts,
    orders,
    log,
    stock,
    reorder,
  };
});
