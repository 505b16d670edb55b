/** Pictures as bytes, 0 to 255: `data[((image · height + row) · width + column) · channels + channel]`. */
export interface Images {
  readonly data: Uint8Array;
  /** [count, height, width, channels] */
  readonly shape: [number, number, number, number];
}

export interface ImageSet {
  readonly x: Images;
  /** [count], the class of each picture. */
  readonly y: number[];
  /** What the classes are called. */
  readonly classes: string[];
}

export function blankImages(count: number, height: number, width: number, channels: number): Images {
  return { data: new Uint8Array(count * height * width * channels), shape: [count, height, width, channels] };
}
