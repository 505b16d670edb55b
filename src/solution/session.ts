import { explainTensorError } from '../engine/errors/explain-tensor-error';
import type { Engine } from '../engine/start-engine';
import { LoadFailure } from '../loader/load-failure';
import { loadModule } from '../loader/load-module';
import { rememberSources } from '../loader/prepare-source';
import type { Probes } from '../loader/probes';
import type { StackPositions } from '../loader/stack-positions';
import { toThrown } from '../loader/to-thrown';
import type { Datasets } from '../neurona/create-datasets';
import { createNeurona } from '../neurona/create-neurona';
import { HumanError } from '../protocol/human-error';
import type { Handlers } from '../protocol/rpc';
import type { LoadResult, Outcome, solutionContract, solutionHostContract, Target, Thrown } from '../protocol/solution';
import type { Host } from './host';
import type { Intrinsics } from './intrinsics';
import { followTensors } from './live-tensors';
import { createProbeRecorder } from './probe-recorder';
import { createValues, needsEngine } from './values';
import type * as z from 'zod/mini';

export interface SessionOptions {
  readonly host: Host;
  readonly stacks: StackPositions;
  readonly intrinsics: Intrinsics;
  /** Starts TensorFlow.js, once, when something needs it. */
  readonly startEngine: () => Promise<Engine>;
  /** Starts `Math.random` over. */
  readonly seed: (seed: number) => void;
  /** New probes for a module that is to be instrumented. */
  readonly createProbes: () => Probes;
  /** Loads the data sets of the `neurona` library, when a module imports it. */
  readonly loadDatasets: () => Promise<Datasets>;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** What a session serves, and how a call that went wrong outside its own stack is reported. */
export interface Session {
  readonly handlers: Handlers<typeof solutionContract>;
  readonly thrown: (error: unknown) => Thrown;
  /** Takes over from learner code that may not have handed over itself. */
  readonly takeOver: () => void;
  /** The probes of the instrumented module that is loaded. */
  readonly probes: () => Probes | undefined;
}

// Held from the start: learner code may replace them.
const { apply: applyFunction, construct: constructValue } = Reflect;

type CallbackResult = z.output<(typeof solutionHostContract)['requests']['callback']['result']>;

/** Runs one learner's module for the grader: loads it, calls it, and tells what it shows. */
export function createSession(options: SessionOptions): Session {
  const { host, stacks, intrinsics } = options;
  let engine: Engine | undefined;
  let tensors: ReturnType<typeof followTensors> | undefined;
  let namespace: Readonly<Record<string, unknown>> = {};
  let probes: Probes | undefined;
  let trace = 0;

  const needEngine = async (): Promise<Engine> => {
    engine = await options.startEngine();
    tensors ??= followTensors(engine.tf);
    return engine;
  };

  const recorder = createProbeRecorder((take) => intrinsics.ours(() => void host.ask('probes', { probes: take() })), options.now);
  const values = createValues({
    tf: () => engine?.tf,
    callBack: (id, args) =>
      intrinsics.ours(() => {
        const outcome = host.ask('callback', { id, args: args.map((arg) => values.encode(arg)) }) as CallbackResult;
        if (outcome.outcome === 'returned') return values.decode(outcome.value);
        throw Object.assign(new Error(outcome.error.message), { name: outcome.error.name });
      }),
  });
  const neurona = createNeurona(recorder.add, () => trace);

  const thrown = (error: unknown): Thrown => {
    const plain = toThrown(error, stacks);
    const explained = isHumanError(error) ? error : explainTensorError(error);
    if (explained === undefined) return plain;
    return { ...plain, localized: explained.localized, ...(explained.hint && { hint: explained.hint }) };
  };

  /** Runs the learner code that `prepare` gives, waits for what it promises, and encodes what it gave. */
  const outcomeOf = async (prepare: () => () => unknown): Promise<Outcome> => {
    try {
      const run = prepare();
      intrinsics.restore();
      const value = await run();
      intrinsics.clean();
      return { outcome: 'returned', value: values.encode(value) };
    } catch (error) {
      intrinsics.clean();
      return { outcome: 'threw', error: thrown(error) };
    } finally {
      recorder.flush();
    }
  };

  const prepare = rememberSources();
  const resolve = (target: Target): unknown => {
    if (target.kind === 'handle') return values.held(target.id);
    if (!Object.hasOwn(namespace, target.name)) throw new ReferenceError(`the module does not export "${target.name}"`);
    return namespace[target.name];
  };

  const load = async (request: Parameters<Handlers<typeof solutionContract>['load']>[0]): Promise<LoadResult> => {
    namespace = {};
    values.forget();
    tensors?.disposeAll();
    trace++;
    probes = request.instrument ? options.createProbes() : undefined;
    const packages = {
      neurona: async () => ({ ...neurona, datasets: await options.loadDatasets() }),
      '@tensorflow/tfjs': async () => (await needEngine()).tf,
    };
    try {
      const loaded = await loadModule({
        ...request,
        packages,
        stacks,
        probes,
        prepare,
        beforeEvaluation: () => {
          options.seed(request.seed);
          intrinsics.restore();
        },
      });
      intrinsics.clean();
      namespace = loaded.namespace;
      return {
        outcome: 'loaded',
        exports: [...loaded.exports],
        engine: engine === undefined ? { name: 'javascript', version: process.version } : { name: engine.name, version: engine.version },
      };
    } catch (error) {
      intrinsics.clean();
      if (!(error instanceof LoadFailure)) throw error;
      return {
        outcome: 'failed',
        reason: error.reason,
        error: thrown(error.reason === 'threw' ? error.cause : error),
        ...(error.position && { position: error.position }),
        ...(error.subject !== undefined && { subject: error.subject.slice(0, 200) }),
      };
    } finally {
      recorder.flush();
    }
  };

  return {
    thrown,
    takeOver: intrinsics.clean,
    probes: () => probes,
    handlers: {
      load,
      call: async ({ target, method, construct, args, seed }) => {
        if (args.some(needsEngine)) await needEngine();
        trace++;
        options.seed(seed);
        return outcomeOf(() => {
          const receiver = resolve(target);
          const decoded = args.map((arg) => values.decode(arg));
          if (construct === true) return () => constructValue(receiver as new (...args: unknown[]) => unknown, decoded);
          return () => {
            const called = method === undefined ? receiver : (receiver as Record<string, unknown>)[method];
            if (typeof called !== 'function') throw new TypeError(`${method ?? nameOf(target)} is not a function`);
            return applyFunction(called, method === undefined ? undefined : receiver, decoded) as unknown;
          };
        });
      },
      get: ({ target, property }) =>
        outcomeOf(() => {
          const receiver = resolve(target);
          return () => (property === undefined ? receiver : (receiver as Record<string, unknown>)[property]);
        }),
    },
  };
}

/** Learner code can throw a proxy that throws when it is asked what it is. */
function isHumanError(error: unknown): error is HumanError {
  try {
    return error instanceof HumanError;
  } catch {
    return false;
  }
}

function nameOf(target: Target): string {
  return target.kind === 'export' ? target.name : 'it';
}
