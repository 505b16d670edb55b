import type { Client, Handlers } from '../protocol/rpc';
import type { solutionContract, solutionHostContract } from '../protocol/solution';

/** Whoever answers for a module: the learner's process, or an implementation in this one. */
export type SolutionClient = Client<typeof solutionContract>;

/** What a module's code may ask while it works. */
export type SolutionHost = Handlers<typeof solutionHostContract>;
