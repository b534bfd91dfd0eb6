/** A seating plan: guests are cells, a seat links to a guest, and who sits where is compared by link. */
import {
  action,
  Cell,
  computed,
  type Default,
  equals,
  handler,
  NAME,
  pattern,
  SELF,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

interface Guest {
  name: string;
  diet?: "vegan" | "vegetarian" | null;
}

interface Seat {
  label: string;
  guest?: Guest;
}

interface Input {
  guests: Writable<Guest[] | Default<[]>>;
  seats: Writable<Default<Seat[], [{ label: "A" }, { label: "B" }, { label: "C" }]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  guests: Guest[];
  plan: string[];
  waiting: string[];
  invite: Stream<{ name: string; diet?: "vegan" | "vegetarian" | null }>;
  rename: Stream<{ from: string; to: string }>;
  unseat: Stream<{ label: string }>;
  self: unknown;
}

const sit = handler<
  unknown,
  { seat: Writable<Seat>; seats: Writable<Seat[]>; picked: Writable<{ guest: Guest | null }> }
>((_event, { seat, seats, picked }) => {
  const { guest } = picked.get();
  if (guest === null) return;
  const old = seats.get().findIndex((other) => other.guest && equals(other.guest, guest));
  if (old >= 0) seats.key(old, "guest").set(undefined);
  seat.key("guest").set(guest);
  picked.set({ guest: null });
});

export default pattern<Input, Output>(({ guests, seats, [SELF]: self }) => {
  const picked = new Writable<{ guest: Guest | null }>({ guest: null });

  const waiting = computed(() =>
    guests.get().filter((guest) => !seats.get().some((seat) => equals(seat.guest, guest)))
  );

  const invite = action<{ name: string; diet?: "vegan" | "vegetarian" | null }>((guest) => {
    guests.push({ ...guest });
  });
  const rename = action<{ from: string; to: string }>(({ from, to }) => {
    const index = guests.get().findIndex((guest) => guest.name === from);
    if (index >= 0) guests.key(index, "name").set(to);
  });
  const unseat = action<{ label: string }>(({ label }) => {
    seats.set(seats.get().map((seat) => seat.label === label ? { label } : seat));
  });

  return {
    [NAME]: `Seating (${waiting.length} without a seat)`,
    [UI]: (
      <cf-hstack gap="4">
        <cf-vstack>
          {guests.map((guest) => (
            <cf-button
              variant={Cell.equals(picked.get().guest, guest) ? "solid" : "outline"}
              onClick={() => picked.set({ guest })}
            >
              {guest.name}
              {guest.diet ? ` (${guest.diet})` : ""}
            </cf-button>
          ))}
        </cf-vstack>
        <cf-vstack>
          {seats.map((seat) => (
            <cf-card clickable onClick={sit({ seat, seats, picked })}>
              {seat.label}: {seat.guest?.name ?? "free"}
            </cf-card>
          ))}
        </cf-vstack>
      </cf-hstack>
    ),
    guests,
    plan: seats.map((seat) => `${seat.label}: ${seat.guest?.name ?? "free"}`),
    waiting: waiting.map((guest) => guest.name),
    invite,
    rename,
    unseat,
    self,
  };
});
