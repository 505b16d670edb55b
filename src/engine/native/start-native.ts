import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { HumanError } from '../../protocol/human-error';
import type * as tensorflow from '../tfjs';
import { NATIVE_BACKEND } from './backend-name';
import { installCpuKernels } from './cpu-kernels';

/** What we use of tfjs-node's addon. */
interface Binding {
  /** TensorFlow's own version, such as "2.21.0". */
  readonly TF_Version: string;
}

/** What `tensorflow-native.cjs` exports: tfjs-node 4.22's backend. Loading it registers its kernels. */
interface NativeScript {
  readonly NodeJSKernelBackend: new (binding: Binding, packageName: string) => tensorflow.KernelBackend;
}

/**
 * Registers tfjs-node's backend, once, with the addon and libraries of the native engine that is installed in `folder`
 * (src/native/). Returns TensorFlow's version.
 * Throws HumanError (`native-not-built`) where this build has no tfjs-node, and what the system's loader says where the
 * libraries cannot be loaded. Libraries that do not fit may end the process: probe a folder in a process of its own
 * first.
 */
export function startNative(tf: typeof tensorflow, folder: string): string {
  prepareEnvironment();
  const binding = loadAddon(folder);
  if (tf.findBackendFactory(NATIVE_BACKEND) !== null) return binding.TF_Version;
  const { NodeJSKernelBackend } = loadScript(tf);
  installCpuKernels(tf);
  tf.registerBackend(NATIVE_BACKEND, () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node'));
  return binding.TF_Version;
}

/** TensorFlow reads these once, when its library is loaded; Node hands them on to C. */
function prepareEnvironment(): void {
  Object.assign(process.env, {
    // Warnings about this processor are nobody's business here.
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Same seed, same numbers: sums in one order, and no kernels chosen by timing.
    TF_DETERMINISTIC_OPS: '1',
  });
}

/** Runs tfjs-node's backend with the one TensorFlow.js that this process has, in place of a copy of its own. */
function loadScript(tf: typeof tensorflow): NativeScript {
  const file = fileURLToPath(new URL('tensorflow-native.cjs', import.meta.url));
  const requireReal = createRequire(file);
  const requireOurs = (name: string): unknown => (name.startsWith('@tensorflow/') ? tf : requireReal(name));
  const script = new Script(`(function (exports, require, module) {${read(file)}\n})`, { filename: file });
  const module = { exports: {} };
  (script.runInThisContext() as (...args: unknown[]) => void)(module.exports, requireOurs, module);
  return module.exports as NativeScript;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new HumanError(
      'native-not-built',
      { en: 'This build of Neurona has no native engine.', es: 'Esta versión de Neurona no incluye el motor nativo.' },
      {
        en: 'Use the wasm engine, or build Neurona with "npm run build -- --only native".',
        es: 'Usa el motor wasm, o compila Neurona con «npm run build -- --only native».',
      },
    );
  }
}

function loadAddon(folder: string): Binding {
  const { addon } = JSON.parse(readFileSync(join(folder, 'native.json'), 'utf8')) as { readonly addon: string };
  const module = { exports: {} };
  process.dlopen(module, join(folder, addon));
  return module.exports as Binding;
}
