/**
 * The few globals that Node, the extension host and a webview all have.
 * The readers see these and nothing else, so they run in any of the three.
 */
interface TextEncoder { encode(text: string): Uint8Array<ArrayBuffer> }
declare var TextEncoder: { new (): TextEncoder };
interface TextDecoder { decode(bytes: Uint8Array): string }
declare var TextDecoder: { new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder };

interface StreamReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(reason?: unknown): Promise<void>;
  readonly closed: Promise<unknown>;
}
interface StreamWriter {
  write(chunk: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(reason?: unknown): Promise<void>;
  readonly closed: Promise<unknown>;
}
interface DecompressionStream {
  readonly readable: { getReader(): StreamReader };
  readonly writable: { getWriter(): StreamWriter };
}
declare var DecompressionStream: { new (format: 'gzip' | 'deflate' | 'deflate-raw'): DecompressionStream };
