import type { Localized } from '../protocol/localized';
import type { Failure, Verdict } from '../protocol/report';
import type { LoadResult } from '../protocol/solution';
import type { TestTools } from './course-api';
import type { CourseTest } from './course-test';
import { createExpectations } from './expectations/expect';
import { ChannelFault, CourseFault, ExpectationFailed, SolutionThrew } from './expectations/failures';
import { tooManyParameters } from './expectations/messages';
import type { Numeric } from './expectations/numeric';
import type { Interruption } from './interruptions';
import type { Engine } from './lazy-engine';
import { createPicture, type Show } from './picture';
import { createRandom } from './random';
import { createRemotes, createRemoteSolution, type RemoteContext } from './remote-solution';
import { createSession, type HandleBox, type Session } from './session';
import type { SolutionClient } from './solution-client';
import type { Origin, TestTrace } from './trace';
import { HumanError } from '../protocol/human-error';

/** How one test went, before points and mistakes. */
export interface Attempt {
  readonly verdict: Verdict;
  readonly failure?: Failure;
  /** The next step to say when no mistake is recognised. */
  readonly symptom?: Localized | undefined;
  /** What was compared last, to be shown. */
  readonly grids?: { readonly expected: Numeric; readonly actual: Numeric } | undefined;
  /** The test's body threw an error of its own: perhaps because of what learner code returned, perhaps not. */
  readonly stray?: Error;
  readonly trace: TestTrace;
  /** Whether the module's process can be asked anything more. */
  readonly alive: boolean;
}

export interface AttemptOptions {
  readonly test: CourseTest;
  readonly client: SolutionClient;
  readonly loaded: LoadResult & { outcome: 'loaded' };
  readonly seed: number;
  readonly engine: Engine;
  /** The course's reference: a fresh instance of its exports. */
  readonly reference: unknown;
  /** Resolves when the test cannot go on: time, memory, a process that ended. Never, where nothing can interrupt. */
  readonly interrupted: Promise<Interruption>;
  /** Called before the test's body runs, so that callbacks and probes find their session. */
  readonly onSession: (session: Session) => void;
  readonly show: Show;
}

/** How long the end of a process may take to become known after its pipes closed. */
const END_GRACE = 2_000;

/** Runs one test's body against a module and says how it went. Never throws for what learner code does. */
export async function attemptTest(options: AttemptOptions): Promise<Attempt> {
  const { test, engine, interrupted, show } = options;
  const boxes = new WeakMap<object, HandleBox>();
  const origins = new WeakMap<object, Origin>();
  let context!: RemoteContext;
  const session = createSession({
    test: test.id,
    client: options.client,
    loaded: options.loaded,
    seed: options.seed,
    engine,
    remotes: (made) => createRemotes((context = { session: made, origins, boxes })),
  });
  options.onSession(session);

  const expectations = createExpectations({
    of: (...candidates) => {
      for (const candidate of candidates) {
        const origin = isObject(candidate) ? origins.get(candidate) : undefined;
        if (origin !== undefined) return origin;
      }
      return session.lastOrigin();
    },
    encode: session.encode,
    explainArity: (origin) => explainArity(session, origin),
  });
  const tools: TestTools<unknown> = {
    solution: createRemoteSolution(context),
    reference: options.reference,
    random: createRandom(options.seed, test.id, engine),
    expect: expectations.expect,
    picture: createPicture(session, show),
  };

  const body = async (): Promise<Attempt> => {
    try {
      await test.body(tools as TestTools<never>);
      const fault = session.fault() ?? forgotten(session.open(), expectations.open());
      if (fault !== undefined) return notGradable(fault.localized, session);
      return { verdict: 'pass', trace: session.trace, alive: true };
    } catch (error) {
      const fault = session.fault();
      if (fault !== undefined) return notGradable(fault.localized, session);
      return judgeError(error, session, interrupted);
    }
  };

  if (engine.started()) engine.tf().engine().startScope();
  try {
    return await Promise.race([body(), interrupted.then((why) => interruptedAttempt(why, session))]);
  } finally {
    if (engine.started()) engine.tf().engine().endScope();
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A test that does not await is worth nothing: its failures would come after its verdict. */
function forgotten(openCalls: number, openExpectations: number): CourseFault | undefined {
  if (openExpectations > 0)
    return new CourseFault({
      en: 'This test does not await one of its expectations.',
      es: 'Esta prueba no espera (await) una de sus expectativas.',
    });
  if (openCalls > 0)
    return new CourseFault({
      en: 'This test does not await one of its calls.',
      es: 'Esta prueba no espera (await) una de sus llamadas.',
    });
  return undefined;
}

async function judgeError(error: unknown, session: Session, interrupted: Promise<Interruption>): Promise<Attempt> {
  const { trace } = session;
  if (error instanceof ExpectationFailed) {
    return { verdict: 'fail', failure: error.failure, symptom: error.symptom, grids: error.grids, trace, alive: true };
  }
  if (error instanceof SolutionThrew)
    return { verdict: 'error', failure: describeThrown(error, session), trace, alive: true };
  if (error instanceof CourseFault) return notGradable(error.localized, session);
  if (error instanceof HumanError) return notGradable(error.localized, session);
  if (error instanceof ChannelFault) {
    // The pipes close a moment before the process is known to have ended, and its end says more.
    const why = await Promise.race([
      interrupted,
      new Promise<undefined>((resolve) => setTimeout(resolve, END_GRACE, undefined).unref()),
    ]);
    if (why !== undefined) return interruptedAttempt(why, session);
    return {
      verdict: 'not-gradable',
      failure: {
        what: {
          en: `The process that runs your code could not answer (${error.message}).`,
          es: `El proceso que ejecuta tu código no pudo responder (${error.message}).`,
        },
        next: {
          en: 'Run the tests again. If it happens again, report it.',
          es: 'Ejecuta las pruebas otra vez. Si vuelve a ocurrir, infórmalo.',
        },
      },
      trace,
      alive: false,
    };
  }
  const stray = error instanceof Error ? error : new Error(String(error));
  return {
    ...notGradable(
      {
        en: `This test has a fault of its own: ${stray.message}.`,
        es: `Esta prueba tiene un fallo propio: ${stray.message}.`,
      },
      session,
    ),
    stray,
  };
}

function notGradable(what: Localized, session: Session): Attempt {
  return {
    verdict: 'not-gradable',
    failure: {
      what,
      next: {
        en: 'This is a fault of the course, not of your code; it does not count.',
        es: 'Es un fallo del curso, no de tu código; no cuenta.',
      },
    },
    trace: session.trace,
    alive: true,
  };
}

function interruptedAttempt({ verdict, failure }: Interruption, session: Session): Attempt {
  const position = session.lastOrigin()?.position;
  return {
    verdict,
    failure: position === undefined || failure.position !== undefined ? failure : { ...failure, position },
    trace: session.trace,
    alive: false,
  };
}

function describeThrown({ thrown, origin }: SolutionThrew, session: Session): Failure {
  const position = thrown.frames[0]?.position ?? origin.position;
  const arity = explainArity(session, origin);
  const verb = origin.kind === 'get' ? { en: 'reading', es: 'al leer' } : { en: 'calling', es: 'al llamar a' };
  return {
    what: thrown.localized ?? {
      en: `${thrown.name} while ${verb.en} \`${origin.name}\`: ${thrown.message}`,
      es: `${thrown.name} ${verb.es} \`${origin.name}\`: ${thrown.message}`,
    },
    thrown,
    ...(arity !== undefined ? { rung: 'arity' as const, next: arity } : thrown.hint !== undefined && { next: thrown.hint }),
    ...(position !== undefined && { position }),
  };
}

/** A function that declares more parameters than the exercise gives it works with undefined. */
function explainArity(session: Session, origin: Origin): Localized | undefined {
  if (origin.kind === 'get' || origin.name !== origin.exported) return undefined;
  const declared = session.exports.get(origin.exported)?.arity ?? 0;
  const given = session.trace.calls.find(({ origin: { call } }) => call === origin.call)?.args.length ?? Infinity;
  return declared > given ? tooManyParameters(origin.name, declared, given) : undefined;
}
