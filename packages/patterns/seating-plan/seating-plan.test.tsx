/** A seat holds the guest, not the name, also of one who is on the list no more. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import SeatingPlan from "./main.tsx";

interface Guest {
  name: string;
  diet?: "vegan" | "vegetarian" | null;
}

export default pattern(() => {
  const guests = new Writable<Guest[]>([]);
  const seats = new Writable<{ label: string; guest?: Guest }[]>([{ label: "1" }, { label: "2" }]);
  const plan = SeatingPlan({ guests, seats });
  const seatTheSecond = action(() => seats.key(1, "guest").set(guests.get()[1]));
  const forgetTheFirst = action(() => guests.set(guests.get().slice(1)));
  const forgetAll = action(() => guests.set([]));

  return {
    [TESTS]: [
      { action: plan.invite, event: { name: "Bo" } },
      { action: plan.invite, event: { name: "Bo" } },
      { action: seatTheSecond },
      { assertion: assert(() => valueEqual(plan.plan, ["1: free", "2: Bo"])) },
      { assertion: assert(() => plan.waiting.join() === "Bo") },
      { action: forgetTheFirst },
      { assertion: assert(() => plan.waiting.length === 0 && plan.plan[1] === "2: Bo") },
      { action: plan.rename, event: { from: "Bo", to: "Bodil" } },
      { assertion: assert(() => plan.plan[1] === "2: Bodil" && plan.guests[0].name === "Bodil") },
      { render: plan[UI] },
      { action: forgetAll },
      { assertion: assert(() => plan.plan[1] === "2: Bodil" && plan.guests.length === 0) },
      { action: plan.unseat, event: { label: "2" } },
      { assertion: assert(() => plan.plan[1] === "2: free" && plan[NAME].includes("(0 ")) },
    ],
  };
});
