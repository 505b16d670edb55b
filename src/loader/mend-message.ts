import type { Site } from './instrument';
import { placeOf } from './lines';
import type { PreparedSource } from './prepare-source';

const INTERMEDIATE = '(intermediate value)';

/**
 * V8 names what was called from the text that it compiled: "__t(...).nope is not a function". Puts what the learner
 * wrote in its place. `site` is the innermost frame in the learner's files.
 */
export function mendMessage(error: Error, site: NodeJS.CallSite, source: PreparedSource): void {
  if (source.sites.size === 0) return;
  try {
    if (!error.message.includes('__t')) return;
    error.message = error.message.replace(/__t(\(\.\.\.\))?/g, (_all, call: string | undefined) => {
      const text = calledAt(site, source);
      // "x(...)" stands for the value of the call, "x" for what is called.
      return call === undefined ? text.replace(/\(\.\.\.\)$/, '') : text;
    });
  } catch {
    // An error whose message cannot be read or written keeps it.
  }
}

function calledAt(frame: NodeJS.CallSite, source: PreparedSource): string {
  const [line, generated] = [frame.getLineNumber(), frame.getColumnNumber()];
  if (line === null || generated === null) return INTERMEDIATE;
  const column = source.toOriginal(line, generated);
  /** Whether an offset lies on the line, at most `distance` columns before the frame's. */
  const justBefore = (offset: number, distance: number): boolean => {
    const place = placeOf(source.starts, offset);
    return place.line === line && column >= place.column && column - place.column <= distance;
  };
  const sites = [...source.sites.values()];
  // What was wrapped ends just before the member that failed (".nope"), or starts where the frame is.
  const found = sites.find((site) => justBefore(site.end, 2)) ?? sites.find((site) => justBefore(site.start, 0));
  return found?.kind === 'call' ? callText(found, source) : INTERMEDIATE;
}

/** A call as V8 prints it: arguments as "...", no types. */
function callText({ start, end }: Site, { blanked }: PreparedSource): string {
  let text = blanked.slice(start, end).replace(/\s+(?=\()/g, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\((?!\.\.\.\))[^()]*(?:\(\.\.\.\)[^()]*)*\)/g, '(...)');
  }
  return text;
}
