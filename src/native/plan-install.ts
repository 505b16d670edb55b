import { planFromNpm } from './from-npm';
import { planFromPython } from './from-python';
import { planFromWheel } from './from-wheel';
import { shippedAddon } from './shipped-addon';
import type { InstallPlan, Obstacle } from './source';
import type { Source } from './native-install';
import type { Wheels } from './wheels';

export interface PlanOptions {
  /** dist/native, where the addons lie that Neurona ships. */
  readonly addons: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A Python interpreter, whose TensorFlow is then the only one looked at. */
  readonly python?: string | undefined;
  /** Only this way. */
  readonly source?: Source | undefined;
  readonly platform?: string | undefined;
  readonly wheels?: Wheels | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly npm?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The ways to a native engine on this machine, cheapest first, with what each costs or what stands in its way. */
export async function planInstall({ addons, source, ...options }: PlanOptions): Promise<readonly (InstallPlan | Obstacle)[]> {
  const addon = shippedAddon(addons, options.platform);
  const wanted = source ?? (options.python === undefined ? undefined : 'python');
  const ways = {
    python: () => planFromPython({ ...options, addon }),
    wheel: () => planFromWheel({ ...options, addon }),
    npm: () => planFromNpm(options),
  };
  return Promise.all(wanted === undefined ? Object.values(ways).map((way) => way()) : [ways[wanted]()]);
}
