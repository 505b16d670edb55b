import { CIVIDIS_BYTES } from './cividis-bytes';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** 256 colours, and how values are laid over them. */
export interface ColorMap {
  readonly kind: 'one-sided' | 'diverging';
  /** [256 × 3] bytes. */
  readonly table: Uint8Array;
}

/** The values at the two ends of a colour bar; for a diverging map symmetric about 0. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const cividis: ColorMap = {
  kind: 'one-sided',
  table: Uint8Array.from(atob(CIVIDIS_BYTES), (character) => character.charCodeAt(0)),
};

/** Blue below, orange above, and through the panel's own background at 0, so that zero is what is not there. */
export function diverging(background: Rgb, dark: boolean): ColorMap {
  const blue: readonly Rgb[] = dark ? [[163, 211, 255], [47, 127, 205]] : [[8, 64, 129], [78, 154, 214]];
  const orange: readonly Rgb[] = dark ? [[208, 106, 34], [255, 205, 150]] : [[236, 140, 62], [140, 52, 4]];
  const stops = [...blue, background, ...orange];
  const table = new Uint8Array(768);
  for (let i = 0; i < 256; i++) {
    // 255 is odd: the two middle entries share the centre, so that 0 itself is exactly the background.
    const along = (i < 128 ? i / 127 : (i - 128) / 127 + 1) * 2;
    const from = Math.min(3, Math.floor(along));
    table.set(mix(stops[from]!, stops[from + 1]!, along - from), 3 * i);
  }
  return { kind: 'diverging', table };
}

function mix(a: Rgb, b: Rgb, weight: number): Rgb {
  const channel = (i: 0 | 1 | 2): number => Math.round(a[i] + (b[i] - a[i]) * weight);
  return [channel(0), channel(1), channel(2)];
}

/**
 * The range of a map for values between these two, widened to ends that a person would write: two digits.
 * A tensor of one value still gets a range of some width.
 */
export function rangeFor(kind: ColorMap['kind'], min: number, max: number): Range {
  if (kind === 'diverging') {
    const most = Math.max(Math.abs(min), Math.abs(max));
    const reach = most > 1e-290 ? most : 1;
    const high = roundTo(reach, digitStep(reach), Math.ceil);
    return { low: -high, high };
  }
  // So close together, or so near the ends of the floating-point range, that there are no two digits between them.
  if (!(max - min > Math.abs(max) * 1e-9 + 1e-290)) return { low: min, high: min + (Math.abs(min) || 1) };
  const step = digitStep(max - min);
  return { low: roundTo(min, step, Math.floor), high: roundTo(max, step, Math.ceil) };
}

/** One in the second digit of a size, as a power of ten. */
const digitStep = (size: number): number => Math.floor(Math.log10(size)) - 1;

function roundTo(value: number, power: number, round: (value: number) => number): number {
  // Through decimal text, so that 0.3 does not become 0.30000000000000004; a hair of slack keeps 0.3 from becoming 0.31.
  const scaled = value / 10 ** power;
  const near = Math.round(scaled);
  return Number(`${Math.abs(scaled - near) < 1e-5 ? near : round(scaled)}e${power}`);
}

/** Where a finite value falls in a table of 256; values outside the range take its ends. */
export function tableIndex(value: number, { low, high }: Range): number {
  const place = (value - low) / (high - low);
  return Math.max(0, Math.min(255, Math.round(place * 255)));
}

export function colorAt({ table }: ColorMap, value: number, range: Range): Rgb {
  const at = 3 * tableIndex(value, range);
  return [table[at]!, table[at + 1]!, table[at + 2]!];
}

/** WCAG relative luminance, 0 (black) to 1 (white). */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Black or white, whichever is easier to read on that colour. */
export function inkOn(color: Rgb): '#000' | '#fff' {
  return luminance(color) > 0.179 ? '#000' : '#fff';
}
