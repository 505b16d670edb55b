/** What `assembly/conv-*.ts` export; what each computes is said there. Addresses and steps are bytes. */
export interface ConvKernels {
  readonly copyPixels: (
    to: number, from: number, images: number, rows: number, columns: number, channels: number,
    toImage: number, toRow: number, toColumn: number,
    fromImage: number, fromRow: number, fromColumn: number, fromChannel: number,
  ) => void;
  readonly packFilter: (
    packed: number, filter: number, bias: number, biasStep: number,
    tapRows: number, tapColumns: number, depth: number, channels: number,
    rowStep: number, columnStep: number, depthStep: number, channelStep: number,
  ) => void;
  readonly correlate: (
    x: number, packed: number, out: number, places: number, pixels: number,
    tapRows: number, runs: number, run: number, rowStep: number, runStep: number,
    channels: number, low: number, high: number,
  ) => void;
  readonly filterGradient: (
    dw: number, x: number, dy: number, images: number, rows: number, columns: number,
    xImage: number, xRow: number, xColumn: number, dyImage: number, dyRow: number, dyColumn: number,
    tapRows: number, runs: number, run: number, tapRowStep: number, runStep: number, channels: number,
  ) => void;
  readonly depthwiseCorrelate: (
    x: number, w: number, out: number, places: number, pixels: number,
    tapRows: number, tapColumns: number, rowStep: number, columnStep: number,
    channels: number, outChannel: number, accumulate: 0 | 1,
  ) => void;
  readonly depthwiseFilterGradient: (
    dw: number, x: number, dy: number, images: number, rows: number, columns: number,
    xImage: number, xRow: number, xColumn: number, dyImage: number, dyRow: number, dyColumn: number,
    tapRows: number, tapColumns: number, tapRowStep: number, tapColumnStep: number,
    channels: number, dwTap: number, dwChannel: number,
  ) => void;
}
