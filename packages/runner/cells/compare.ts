/** Equality of what handles and views stand for: places, never contents. */
import { type Reader, resolve } from "../links/resolve.ts";
import { isLink, linkTarget, sameAddress } from "../links/sigil.ts";
import { askTogether } from "../transactions/ask-together.ts";
import type { Address } from "../types.ts";
import { addressOf } from "../values/references.ts";

/** The place that a handle, view or link leads to in the end. */
function finalAddress(reader: Reader, value: unknown): Address | undefined {
  const address = addressOf(value);
  if (address === undefined) return undefined;
  const place = resolve(reader, address, "all").address;
  // That no link leads on from there is a read as well.
  reader.log({ address: place, depth: "shallow", part: "value" });
  return place;
}

/**
 * Whether two values stand for one place. What stands for no place compares with `Object.is`, so
 * two `undefined` are equal.
 */
export function samePlace(reader: Reader, a: unknown, b: unknown): boolean {
  const left = finalAddress(reader, a);
  const right = finalAddress(reader, b);
  if (left === undefined || right === undefined) return left === right && Object.is(a, b);
  return sameAddress(left, right);
}

/** Positions of a stored list whose element is `ref`: objects by place, primitives by value. */
export function positionsOf(
  reader: Reader,
  list: { readonly address: Address; readonly elements: readonly unknown[] },
  ref: unknown,
): ReadonlySet<number> {
  const found = new Set<number>();
  const wanted = finalAddress(reader, ref);
  askTogether(Object.keys(list.elements).map(Number), (index) => {
    const element = list.elements[index];
    const isFound = wanted === undefined
      ? Object.is(element, ref)
      : sameAddress(elementAddress(reader, list.address, element, index), wanted);
    if (isFound) found.add(index);
  });
  return found;
}

function elementAddress(
  reader: Reader,
  list: Address,
  element: unknown,
  index: number,
): Address {
  if (isLink(element)) return resolve(reader, linkTarget(element, list), "all").address;
  return { ...list, path: [...list.path, String(index)] };
}
