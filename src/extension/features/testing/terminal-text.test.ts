import assert from 'node:assert/strict';
import fc from 'fast-check';
import { terminalText } from './terminal-text';

describe('terminalText', () => {
  for (const [name, printed, shown] of [
    ['ends every line with CRLF, whatever it ended with', 'a\nb\r\nc\rd', 'a\r\nb\r\nc\r\nd'],
    ['keeps colours', '\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'],
    ['drops what moves the cursor and clears the screen', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['drops titles, links and the clipboard', '\u001b]0;title\u0007x\u001b]52;c;cm0=\u001b\\y', 'xy'],
    ['drops bells and other controls', 'a\u0007\u0000b\u009bc', 'abc'],
    ['keeps tabs and words in any language', 'época\t1 → 0,5', 'época\t1 → 0,5'],
  ] as const) {
    it(name, () => assert.equal(terminalText(printed), shown));
  }

  it('leaves no control in any text but tab, CRLF and colours', () => {
    const hostile = fc.string({ unit: fc.constantFrom('\u001b', '[', ']', '0', ';', 'm', 'A', '\u0007', '\n', '\r', '\u009b', 'x', '\\', '?') });
    fc.assert(
      fc.property(hostile, (text) => {
        const rest = terminalText(text).replaceAll('\r\n', '').replace(/\u001b\[[\d;]*m/g, '');
        assert.doesNotMatch(rest, /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
