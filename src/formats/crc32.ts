/** CRC-32 of IEEE 802.3, as gzip and zip have it: the remainder of every byte. */
const remainders = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** The checksum of some bytes after those that `crc` is of; 0 is that of none. */
export function extendCrc(crc: number, bytes: Uint8Array): number {
  let remainder = ~crc;
  for (let i = 0; i < bytes.length; i++) remainder = remainders[(remainder ^ bytes[i]!) & 0xff]! ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
