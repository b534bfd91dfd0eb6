/** What is written into the notebook. */

export interface NewNote {
  readonly title: string;
  readonly body: string;
}

export const SEVEN_NOTES: readonly NewNote[] = [
  { title: "Moss", body: "soft and green on the north side of stones" },
  { title: "Rain", body: "since dawn, and warm" },
  { title: "Heron", body: "stood in the shallows for an hour, then left without a sound" },
  { title: "Path", body: "the lower one is under water" },
  { title: "Foxglove", body: "nine stems by the gate" },
  { title: "Clouds", body: "from the west, in rows" },
  { title: "Bread", body: "take more next time" },
];

export const EIGHTH_NOTE: NewNote = { title: "Home", body: "boots by the door, kettle on" };
