import * as vscode from 'vscode';
import type { Language, Localized } from '../../../protocol/localized';
import type { Position } from '../../../protocol/solution';
import { safeMarkdown } from '../../lib/safe-markdown';
import type { OutcomeMessage } from './outcome';

const compared: Localized = { en: 'Expected and actual', es: 'Esperado y obtenido' };

/** Finds the file a position is in: the learner's. */
export type Locate = (file: string) => vscode.Uri;

/**
 * The editor's messages for one test that did not pass: words first, and when both values were printed, their diff.
 * They are two because the editor shows either words or a diff.
 */
export function testMessages(message: OutcomeMessage, language: Language, locate: Locate, fallback?: vscode.Location): vscode.TestMessage[] {
  const location = message.position === undefined ? fallback : locationOf(message.position, locate);
  const words = new vscode.TestMessage(safeMarkdown(message.paragraphs));
  words.stackTrace = message.frames.map(
    (frame) =>
      new vscode.TestMessageStackFrame(frame.function || '(anonymous)', locate(frame.position.file), positionOf(frame.position)),
  );
  const messages = [words];
  if (message.diff !== undefined) {
    messages.push(vscode.TestMessage.diff(compared[language], message.diff.expected, message.diff.actual));
  }
  for (const each of messages) {
    each.contextValue = message.contextValue;
    if (location !== undefined) each.location = location;
  }
  return messages;
}

function locationOf(position: Position, locate: Locate): vscode.Location {
  return new vscode.Location(locate(position.file), positionOf(position));
}

/** Reports count from 1, the editor from 0. */
function positionOf({ line, column }: Position): vscode.Position {
  return new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
}
