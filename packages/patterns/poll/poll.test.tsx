/** A poll counts until it is closed. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Poll from "./main.tsx";

export default pattern(() => {
  const poll = Poll({ question: "Tea?", options: [], open: true });

  return {
    [TESTS]: [
      { assertion: assert(() => poll.votes === 0 && poll.leaders.length === 0) },
      { action: poll.addOption, event: { label: "Yes" } },
      { action: poll.addOption, event: { label: "No" } },
      { action: poll.addOption, event: { label: "Yes" } },
      { assertion: assert(() => poll.options.length === 2) },
      { action: poll.choices[0].vote },
      { action: poll.choices[1].vote },
      { action: poll.choices[1].vote },
      { assertion: assert(() => poll.leaders.join() === "No" && poll.choices[1].percent === 67) },
      { assertion: assert(() => poll[NAME] === "Tea? (3 votes)") },
      { action: poll.close },
      { action: poll.choices[0].vote },
      { assertion: assert(() => !poll.open && poll.votes === 3) },
      { render: poll[UI] },
    ],
    // A vote after the end is refused.
    expectRuntimeErrors: 1,
  };
});
