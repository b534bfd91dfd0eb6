/** Songs one after another, and from the end to the start. */
import { action, assert, NAME, pattern, TESTS, UI, Writable } from "commonfabric";
import Playlist from "./main.tsx";

export default pattern(() => {
  const repeat = new Writable<"off" | "one" | "all">("off");
  const playlist = Playlist({ songs: [], repeat });

  return {
    [TESTS]: [
      { assertion: assert(() => playlist.total === "0:00") },
      { action: playlist.add, event: { title: "One", artist: "A", length: 61 } },
      { action: playlist.add, event: { title: "Two", artist: "B", length: 120 } },
      { assertion: assert(() => playlist.total === "3:01") },
      { action: playlist.skip },
      { assertion: assert(() => playlist.current === "One" && playlist.lines[0].isPlaying) },
      { action: playlist.lines[1].love },
      { assertion: assert(() => playlist.loved === 1) },
      { action: playlist.skip },
      { action: action(() => repeat.set("all")) },
      { action: playlist.skip },
      { assertion: assert(() => playlist.current === "One") },
      { render: playlist[UI] },
    ],
  };
});
