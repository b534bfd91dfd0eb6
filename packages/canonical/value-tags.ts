/**
 * The tags of canonical bytes, and how deep values may nest.
 *
 *   00 null   01 undefined   02 false   03 true
 *   04 number   8 bytes IEEE 754, big-endian, one NaN
 *   05 bigint   str(decimal digits)
 *   06 string   str
 *   07 array    u32 length, elements; a run of holes is 0f u32 count
 *   08 object   u32 count, then str(key) value by UTF-8 order of keys
 *   09 Date     8 bytes time value
 *   0a bytes    u32 length, bytes
 */

/** Containers within containers. */
export const MAX_DEPTH = 1_000;

export enum Tag {
  Null = 0,
  Undefined = 1,
  False = 2,
  True = 3,
  Number = 4,
  BigInt = 5,
  String = 6,
  Array = 7,
  Object = 8,
  Date = 9,
  Bytes = 10,
  Holes = 15,
}
