/** Colours as text: `#rrggbb`. */

export interface Swatch {
  name: string;
  hex: string;
}

/** Brightness from 0 (black) to 1 (white). */
export function brightness(hex: string): number {
  const [red, green, blue] = channels(hex);
  return Math.round((0.299 * red + 0.587 * green + 0.114 * blue) / 255 * 100) / 100;
}

export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function lighter(hex: string, by: number): string {
  const mixed = channels(hex).map((part) => Math.round(part + (255 - part) * by));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

export function isHex(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}
