/**
 * Copies a block of pixels of some images: to[n, y, x, c] = from[n, y, x, c], for pixels of `channels` floats.
 * Steps are in bytes; the channels of a target pixel are adjacent.
 */
export function copyPixels(
  to: usize, from: usize, images: i32, rows: i32, columns: i32, channels: i32,
  toImage: i32, toRow: i32, toColumn: i32,
  fromImage: i32, fromRow: i32, fromColumn: i32, fromChannel: i32,
): void {
  const pixel = channels * 4;
  const whole = fromChannel == 4 && toColumn == pixel && fromColumn == pixel;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < rows; row++) {
      let target = to + image * toImage + row * toRow;
      let source = from + image * fromImage + row * fromRow;
      if (whole) {
        copyFloats(target, source, columns * channels);
        continue;
      }
      for (let column = 0; column < columns; column++, target += toColumn, source += fromColumn) {
        for (let channel = 0; channel < channels; channel++) {
          store<f32>(target + channel * 4, load<f32>(source + channel * fromChannel));
        }
      }
    }
  }
}

/** Rows are short: a loop of our own is sooner done than a call of the system's memmove. */
function copyFloats(to: usize, from: usize, n: i32): void {
  let i = 0;
  for (; i + 8 <= n; i += 8, to += 32, from += 32) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  }
  for (; i < n; i++, to += 4, from += 4) store<f32>(to, load<f32>(from));
}

/**
 * Lays a filter out as `correlate` reads it: for every eight output channels (the last block has four if they do), a row
 * of their biases and then, tap by tap and input channel by input channel, a row of their weights. Missing channels are
 * zeros. Steps are in bytes and may be negative, which turns a filter around; `bias` 0 means none.
 */
export function packFilter(
  packed: usize, filter: usize, bias: usize, biasStep: i32,
  tapRows: i32, tapColumns: i32, depth: i32, channels: i32,
  rowStep: i32, columnStep: i32, depthStep: i32, channelStep: i32,
): void {
  for (let block = 0; block < channels; block += 8) {
    const width = channels - block > 4 ? 8 : 4;
    const filled = min(width, channels - block);
    for (let lane = 0; lane < width; lane++, packed += 4) {
      store<f32>(packed, bias != 0 && lane < filled ? load<f32>(bias + (block + lane) * biasStep) : 0);
    }
    for (let row = 0; row < tapRows; row++) {
      for (let column = 0; column < tapColumns; column++) {
        let weights = filter + row * rowStep + column * columnStep + block * channelStep;
        for (let d = 0; d < depth; d++, weights += depthStep) {
          let lane = 0;
          for (; lane < filled; lane++, packed += 4) store<f32>(packed, load<f32>(weights + lane * channelStep));
          for (; lane < width; lane++, packed += 4) store<f32>(packed, 0);
        }
      }
    }
  }
}
