import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';

declare module '../../lib/command' {
  interface Commands {
    /** Installs the native engine, or says what is installed. */
    'neurona.installNativeEngine': () => Promise<void>;
  }
}

/** The optional native engine. Nothing of it is loaded, or looked at, before somebody asks. */
export const feature: Feature = (services) => [
  command(services, 'neurona.installNativeEngine', async () => {
    const { installNativeEngine } = await import('./install-native-engine');
    await installNativeEngine(services);
  }),
];
