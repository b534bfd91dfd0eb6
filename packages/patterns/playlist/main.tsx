/** A playlist: child patterns in call form with an index, slices, and a player that may be idle. */
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
import { clock, following, type Repeat, REPEATS, sleeve, type Song } from "./player.ts";
import { type SongLine, SongView } from "./song.tsx";

interface Input {
  songs: Writable<Song[] | Default<[]>>;
  repeat: Writable<Repeat | Default<"off">>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  lines: SongLine[];
  current: string | undefined;
  upNext: string[];
  total: string;
  loved: number;
  add: Stream<Omit<Song, "loved">>;
  skip: Stream<void>;
}

export default pattern<Input, Output>(({ songs, repeat }) => {
  const playing = new Writable<number | null>(null);
  const lines = songs.map((song, index) => SongView({ song, index, playing }));
  const current = computed(() => {
    const at = playing.get();
    return at === null ? undefined : songs.get().at(at);
  });
  const upNext = songs.get().slice((playing.get() ?? -1) + 1).map((song) => song.title);
  const total = clock(songs.get().reduce((sum, song) => sum + song.length, 0));

  const add = action<Omit<Song, "loved">>((song) => songs.push({ ...song, loved: false }));
  const skip = action(() => {
    const at = playing.get();
    const next = following(at ?? -1, songs.get().length, repeat.get());
    playing.set(next ?? null);
  });

  return {
    [NAME]: current ? `♪ ${current.title}` : "Playlist",
    [UI]: (
      <cf-vstack style={`color: ${sleeve.color}`}>
        <header>
          {current?.artist ?? "Nobody"} sings {current?.title?.toUpperCase() ?? "nothing"}
          <cf-button disabled={upNext.length === 0 && repeat.get() === "off"} onClick={skip}>
            Next
          </cf-button>
          <cf-tabs $value={repeat}>
            {REPEATS.map((value) => <cf-tab value={value}>{value}</cf-tab>)}
          </cf-tabs>
        </header>
        {lines}
        <p>
          {upNext.length > 0
            ? <>Then {upNext.slice(0, 2).join(", ")}{upNext.length > 2 && " and more"}</>
            : "The end"}
        </p>
        <footer>{total} in all, {songs.get().filter((song) => song.loved).length} loved</footer>
      </cf-vstack>
    ),
    lines,
    current: current?.title,
    upNext,
    total,
    loved: songs.get().filter((song) => song.loved).length,
    add,
    skip,
  };
});
