/** A stream of uniform numbers in [0, 1), the same ones for the same seed. */
export interface SeededRandom {
  readonly next: () => number;
  /** Starts the stream over. */
  readonly seed: (seed: number) => void;
}

/**
 * sfc32 (Chris Doty-Humphrey's small fast counting generator): 128 bits of state, passes PractRand, exact 32-bit
 * arithmetic, so the same bits in every engine. Two calls make one number, so that all 53 bits of it are random.
 */
export function createSeededRandom(seed: number): SeededRandom {
  let [a, b, c, counter] = [0, 0, 0, 1];
  const next32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const start = (from: number): void => {
    // A seed is at most 53 bits: its two halves. The first outputs still resemble it, so they are thrown away.
    [a, b, c, counter] = [from | 0, Math.floor(from / 2 ** 32) | 0, 0x9e3779b9 | 0, 1];
    for (let i = 0; i < 15; i++) next32();
  };
  start(seed);
  return {
    next: () => ((next32() >>> 5) * 2 ** 26 + (next32() >>> 6)) / 2 ** 53,
    seed: start,
  };
}
