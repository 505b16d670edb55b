import { command } from '../../lib/command';
import type { Feature } from '../../lib/feature';
import { installNativeEngine } from './install-native-engine';

declare module '../../lib/command' {
  interface Commands {
    /** Installs the native engine, or says what is installed. */
    'neurona.installNativeEngine': () => Promise<void>;
  }
}

/** The optional native engine. Nothing is looked at before somebody asks. */
export const feature: Feature = (services) => [
  command(services, 'neurona.installNativeEngine', () => installNativeEngine(services)),
];
