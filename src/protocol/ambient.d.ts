/**
 * The few globals that every process of ours has, Node and browser alike.
 * Protocol code sees these and nothing else, so it can run anywhere.
 */
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };
interface TextEncoder { encode(text: string): Uint8Array<ArrayBuffer> }
declare var TextEncoder: { new (): TextEncoder };
interface TextDecoder { decode(bytes: Uint8Array): string }
declare var TextDecoder: { new (label?: string, options?: { fatal?: boolean }): TextDecoder };
