/** A spec that cpu passes and our wasm engine does not, and why it need not. */
export interface Exception {
  /** The spec's name, or the beginning of the names of several. */
  readonly spec: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [];
