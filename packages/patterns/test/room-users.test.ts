/** The room as several users have it: one store, one process for each session. */
import { strict as assert } from "node:assert";
import type { Runtime, ScopeOption } from "@commonfabric/runner";
import {
  createPiece,
  openRuntime,
  patternPrograms,
  pieceOf,
  resumePiece,
  runStep,
  type Step,
} from "./support/scenario.ts";

const ADA = { user: "ada", session: "desk" };
const ADA_PHONE = { user: "ada", session: "phone" };
const BOB = { user: "bob", session: "desk" };

type Events = NonNullable<Step["events"]>;

function events(...streams: readonly (readonly [stream: string, payload?: unknown])[]): Events {
  return streams.map(([stream, payload]) => ({ stream, payload }));
}

function expected(values: Readonly<Record<string, unknown>>): NonNullable<Step["expect"]> {
  return Object.entries(values).map(([path, value]) => ({ path, value }));
}

/** Does `step` in a process of `scope`, which resumes the stored piece. */
async function stepAs(directory: string, scope: ScopeOption, step: Step): Promise<void> {
  await withRuntime(directory, scope, async (runtime) => {
    await resumePiece(runtime);
    await runStep(runtime, step, `as ${scope.user} at the ${scope.session}`);
  });
}

async function withRuntime(
  directory: string,
  scope: ScopeOption,
  body: (runtime: Runtime) => Promise<void>,
): Promise<void> {
  const { runtime, reported } = openRuntime(directory, scope);
  try {
    await body(runtime);
    assert.deepEqual(reported, []);
  } finally {
    await runtime.dispose();
  }
}

Deno.test("a room shows each user and each session its own", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const room = patternPrograms().find(({ name }) => name === "room")!;
    await withRuntime(directory, ADA, (runtime) => createPiece(runtime, room));
    await stepAs(directory, ADA, {
      events: events(["rename", "Ada"], ["type", "hi"], ["say"], ["type", "more"]),
      expect: expected({ greeting: "Hello Ada", draft: "more", unread: 1 }),
    });
    await stepAs(directory, BOB, {
      expect: expected({ greeting: "Who are you?", draft: "", unread: 1 }),
    });
    await stepAs(directory, BOB, {
      events: events(["rename", "Bob"], ["catchUp"], ["mute", "Ada"], ["type", "yo"], ["say"]),
      expect: expected({ fresh: [{ author: "Bob", text: "yo" }], muted: ["Ada"] }),
    });
    await stepAs(directory, ADA_PHONE, {
      expect: expected({ greeting: "Hello Ada", draft: "", unread: 2, muted: [] }),
    });
    await stepAs(directory, ADA, {
      events: events(["catchUp"]),
      expect: expected({ draft: "more", fresh: [] }),
    });
    await stepAs(directory, BOB, { expect: expected({ unread: 1, nickname: "Bob" }) });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("two users in one room at the same time see what is said and nothing else", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const room = patternPrograms().find(({ name }) => name === "room")!;
    await withRuntime(directory, ADA, async (ada) => {
      await createPiece(ada, room);
      await withRuntime(directory, BOB, async (bob) => {
        await resumePiece(bob);
        const say = (text: string) => ({ events: events(["type", text], ["say"]) });
        await runStep(ada, { events: events(["rename", "Ada"]) }, "ada");
        await Promise.all([
          runStep(ada, say("first"), "ada"),
          runStep(bob, say("second"), "bob"),
        ]);
        await runStep(bob, { events: events(["type", "unsent"], ["catchUp"]) }, "bob");
        const both = await messagesOf(ada, 2);
        assert.deepEqual(both.map(({ author }) => author).toSorted(), ["Ada", "anonymous"]);
        assert.deepEqual(await messagesOf(bob, 2), both);
        await runStep(ada, { expect: expected({ draft: "", unread: 2 }) }, "ada");
        await runStep(bob, { expect: expected({ draft: "unsent", fresh: [] }) }, "bob");
      });
    });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

/** The messages once there are `count`: those of another process arrive on their own. */
async function messagesOf(runtime: Runtime, count: number): Promise<{ author: string }[]> {
  const piece = pieceOf(runtime);
  return await new Promise((resolve) => {
    const cancel = piece.key("messages").sink((value) => {
      const messages = value as { author: string }[] | undefined;
      if (messages?.length === count) queueMicrotask(() => (cancel(), resolve(messages)));
    });
  });
}
