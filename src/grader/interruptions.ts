import type { Failure, Verdict } from '../protocol/report';
import { durationText } from '../report/number-text';
import type { SolutionEnd } from './solution-process';

/** Why a test could not go on to its end. */
export interface Interruption {
  readonly verdict: Verdict;
  readonly failure: Failure;
}

export function timedOut(milliseconds: number): Interruption {
  return {
    verdict: 'timeout',
    failure: {
      what: {
        en: `This test did not end within ${durationText(milliseconds, 'en')}.`,
        es: `Esta prueba no terminó en ${durationText(milliseconds, 'es')}.`,
      },
      next: {
        en: 'Is there a loop whose condition never becomes false?',
        es: '¿Hay un bucle cuya condición nunca deja de cumplirse?',
      },
    },
  };
}

/** For tests that never began, because those before used up the exercise's time. */
export function outOfTime(milliseconds: number): Interruption {
  return {
    verdict: 'timeout',
    failure: {
      what: {
        en: `The ${durationText(milliseconds, 'en')} for the whole exercise were used up before this test began.`,
        es: `Los ${durationText(milliseconds, 'es')} de todo el ejercicio se agotaron antes de que empezara esta prueba.`,
      },
      next: { en: 'Look first at the tests that timed out.', es: 'Mira primero las pruebas que excedieron su tiempo.' },
    },
  };
}

/** What the end of the learner's process means for the test that was running. */
export function endedBy(end: SolutionEnd): Interruption {
  switch (end.kind) {
    case 'memory':
      return {
        verdict: 'memory',
        failure: {
          what: {
            en: 'Your code used more memory than a run may have.',
            es: 'Tu código usó más memoria de la que puede tener una ejecución.',
          },
          next: {
            en: 'Does an array or a list of tensors grow without end?',
            es: '¿Crece sin fin un arreglo o una lista de tensores?',
          },
        },
      };
    case 'flood':
      return {
        verdict: 'error',
        failure: {
          what: {
            en: 'Your code printed more than 32 MB and was stopped.',
            es: 'Tu código imprimió más de 32 MB y se detuvo.',
          },
          next: { en: 'Print less inside loops.', es: 'Imprime menos dentro de los bucles.' },
        },
      };
    case 'violation':
      return {
        verdict: 'error',
        failure: {
          what: {
            en: 'Your code wrote to a channel that belongs to the grader, or sent more through it than fits.',
            es: 'Tu código escribió en un canal que es del evaluador, o envió por él más de lo que cabe.',
          },
          next: {
            en: 'Return smaller values, and leave file descriptors 3 and 4 alone.',
            es: 'Devuelve valores más pequeños y no toques los descriptores de archivo 3 y 4.',
          },
        },
      };
    case 'exit':
    case 'killed': {
      const how =
        end.kind === 'exit' && end.signal !== null ? end.signal : `${end.kind === 'exit' ? (end.code ?? 0) : 0}`;
      return {
        verdict: 'error',
        failure: {
          what: {
            en: `Your code ended its own process (${how}).`,
            es: `Tu código terminó su propio proceso (${how}).`,
          },
          next: {
            en: 'Return from the function instead of calling `process.exit`.',
            es: 'Vuelve de la función en lugar de llamar a `process.exit`.',
          },
        },
      };
    }
  }
}
