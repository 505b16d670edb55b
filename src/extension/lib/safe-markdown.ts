import * as vscode from 'vscode';

/**
 * Paragraphs as markdown in which only `code` means something. The words may quote what a learner's code returned,
 * so links, images and HTML in them are shown as the characters they are.
 */
export function safeMarkdown(paragraphs: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  paragraphs.forEach((paragraph, index) => {
    if (index > 0) markdown.appendMarkdown('\n\n');
    for (const piece of paragraph.split(/(`[^`\n]+`)/)) {
      if (/^`.+`$/.test(piece)) markdown.appendMarkdown(piece);
      else markdown.appendMarkdown(escapeMarkdown(piece));
    }
  });
  return markdown;
}

/** Text as markdown that reads as the text. `appendText` would also turn its spaces into ones that do not wrap. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
