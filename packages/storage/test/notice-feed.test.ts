/** Notices of a commit log that cannot be read for a moment. */
import assert from "node:assert/strict";
import { NoticeFeed } from "../notice-feed.ts";
import type { CommitNotice } from "../types.ts";

Deno.test("a log that cannot be read delays notices and loses none", async () => {
  let isBroken = true;
  const log: CommitNotice[] = [1, 2].map((seq) => ({ seq, txId: `t${seq}`, keys: [] }));
  const feed = new NoticeFeed({
    noticesAfter: (after) => {
      if (isBroken) throw new Error("disk gone");
      return log.filter((notice) => "seq" in notice && notice.seq > after);
    },
  });
  const heard: CommitNotice[] = [];
  feed.subscribe(0, (notice) => void heard.push(notice));
  await Promise.resolve();
  assert.deepEqual([heard, feed.isBehind], [[], true]);
  isBroken = false;
  feed.wake();
  await Promise.resolve();
  assert.deepEqual([heard, feed.isBehind], [log, false]);
});
