import * as z from 'zod/mini';

/** Any number at all: `z.number()` refuses NaN and the infinities, and learners' numbers are often those. */
export const anyNumberSchema = z.custom<number>((value) => typeof value === 'number', 'a number');
