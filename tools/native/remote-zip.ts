import { Reader, ZipReader } from '@zip.js/zip.js';

/** A zip on a server that answers ranges: only what is asked for is transferred. */
class RangeReader extends Reader<string> {
  readonly #url: string;

  constructor(url: string) {
    super(url);
    this.#url = url;
  }

  override async init(): Promise<void> {
    await super.init?.();
    const response = await fetch(this.#url, { method: 'HEAD' });
    if (!response.ok) throw new Error(`${this.#url}: ${response.status}`);
    this.size = Number(response.headers.get('content-length'));
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    const headers = { range: `bytes=${offset}-${offset + length - 1}`, 'accept-encoding': 'identity' };
    const response = await fetch(this.#url, { headers });
    if (response.status !== 206) throw new Error(`${this.#url} does not answer ranges: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Opens a zip at an address; its entries are read as they are asked for. */
export function openRemoteZip(url: string): ZipReader<unknown> {
  return new ZipReader(new RangeReader(url), { checkSignature: true });
}
