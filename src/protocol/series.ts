/** So many values of one series are kept; a longer one keeps every second, then every fourth … */
export const MAX_SERIES = 1 << 17;

/** A growing curve: values at steps 0, every, 2·every … */
export interface Series {
  readonly every: number;
  readonly length: number;
  /** Adds the values of consecutive steps. A batch that leaves a gap behind the last step is left out. */
  append(firstStep: number, values: ArrayLike<number>): void;
  /** The values kept so far: a view, good until the next append. */
  values(): Float64Array;
}

export function createSeries(start?: { readonly every: number; readonly values: Float64Array }, limit: number = MAX_SERIES): Series {
  let every = start?.every ?? 1;
  let length = start?.values.length ?? 0;
  let kept = new Float64Array(Math.max(64, length));
  if (start !== undefined) kept.set(start.values);

  const thin = (): void => {
    length = Math.ceil(length / 2);
    for (let i = 0; i < length; i++) kept[i] = kept[2 * i]!;
    every *= 2;
  };
  const push = (value: number): void => {
    if (length === kept.length) {
      const grown = new Float64Array(kept.length * 2);
      grown.set(kept);
      kept = grown;
    }
    kept[length++] = value;
  };

  return {
    get every() {
      return every;
    },
    get length() {
      return length;
    },
    append: (firstStep, values) => {
      for (let i = 0; i < values.length; i++) {
        // Thinning moves the next step that is wanted, so it is worked out anew each time.
        if (length === limit && firstStep + i === length * every) thin();
        if (firstStep + i === length * every) push(values[i]!);
      }
    },
    values: () => kept.subarray(0, length),
  };
}
