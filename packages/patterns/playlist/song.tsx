/** One line of the playlist. */
import { handler, ifElse, pattern, type Stream, UI, type VNode, type Writable } from "commonfabric";
import { clock, type Song } from "./player.ts";

interface SongInput {
  song: Song;
  index: number;
  playing: Writable<number | null>;
}

export interface SongLine {
  [UI]: VNode;
  title: string;
  isPlaying: boolean;
  love: Stream<void>;
}

const love = handler<void, { song: Writable<Song> }>((_event, { song }) => {
  const loved = song.key("loved");
  loved.set(!loved.get());
});

const start = handler<unknown, { playing: Writable<number | null>; index: number }>(
  (_event, { playing, index }) => playing.set(index),
);

const pause = handler<unknown, { playing: Writable<number | null> }>((_event, { playing }) => {
  playing.set(null);
});

export const SongView = pattern<SongInput, SongLine>(({ song, index, playing }) => {
  const isPlaying = playing.get() === index;
  return {
    [UI]: (
      <cf-list-item label={`${song.title} (${song.artist})`}>
        <button type="button" onClick={isPlaying ? pause({ playing }) : start({ playing, index })}>
          {isPlaying ? "❚❚" : "▶"}
        </button>
        {ifElse(song.loved, <b>♥</b>, <span>♡</span>)}
        <time>{clock(song.length)}</time>
      </cf-list-item>
    ),
    title: song.title,
    isPlaying,
    love: love({ song }),
  };
});
