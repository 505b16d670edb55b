import { compileAddon } from './compile-addon';
import { fetchTfjsNode } from './tfjs-node';

/**
 * What the native engine needs of a build: tfjs-node's sources, which the bundle of the engine takes in when they are
 * there, and its addon. Where they cannot be had (no network, no compiler), Neurona is built without and says so.
 */
export async function buildNative(say: (line: string) => void = console.log): Promise<void> {
  try {
    await fetchTfjsNode();
    say(`The native engine's addon: ${await compileAddon()}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n').slice(-3).join(' ') : String(error);
    say(`Without the native engine's addon for this platform, which is optional: ${reason}`);
  }
}
