import { createContext } from 'preact';

/** Writes the status line: what the cursor is on; undefined gives it back to the run. */
export const StatusContext = createContext<(text: string | undefined) => void>(() => {});
