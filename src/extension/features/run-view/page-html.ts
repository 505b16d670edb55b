import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Language } from '../../../protocol/localized';

/** The folder that a panel's page may load from, and nothing else. */
export const pageRoot = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, 'dist', 'webview');

/** The page of the panel: one script, one style sheet, and a policy that lets in nothing else. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, language: Language): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(extension), name)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; img-src data:`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${address('main.css')}">
  <title>Neurona</title>
</head>
<body>
  <div id="root"></div>
  <script nonce="${nonce}" src="${address('main.js')}"></script>
</body>
</html>`;
}
