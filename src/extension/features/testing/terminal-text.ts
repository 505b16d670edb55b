/* eslint-disable no-control-regex */

/** Escape sequences of every kind, colours (`ESC [ … m`) apart. */
const escapes = /\u001b(?!\[[\d;]*m)(?:\[[\d;?<=>!]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])?/g;
/** Control characters that are no text. Tab, line feed and the escapes that are left stay. */
const controls = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

/**
 * What a learner's code printed, made safe for a terminal: colours stay, whatever else could drive the terminal goes,
 * and lines end as a terminal wants them to.
 */
export function terminalText(text: string): string {
  return text.replace(escapes, '').replace(/\r\n?/g, '\n').replace(controls, '').replace(/\n/g, '\r\n');
}
