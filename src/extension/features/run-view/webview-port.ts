import type * as vscode from 'vscode';
import type { Port } from '../../../protocol/rpc';

/**
 * Gives a port for every life of a panel's page. A page that is hidden is thrown away and loads anew when it is shown;
 * its hello is then the first word of another peer, and the port of the page before it closes.
 */
export function acceptPages(webview: vscode.Webview, accept: (port: Port) => void): vscode.Disposable {
  let page: { deliver(message: unknown): void; end(): void } | undefined;

  const open = (): void => {
    page?.end();
    let onMessage: (message: unknown) => void = () => {};
    let onClose: () => void = () => {};
    let isOpen = true;
    const end = (): void => {
      if (!isOpen) return;
      isOpen = false;
      onClose();
    };
    page = { deliver: (message) => onMessage(message), end };
    accept({
      post: (message) => {
        if (isOpen) void webview.postMessage(message);
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onClose: (listener) => {
        onClose = listener;
      },
      close: end,
    });
  };

  const listening = webview.onDidReceiveMessage((message: unknown) => {
    if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'hello') open();
    page?.deliver(message);
  });
  return {
    dispose: () => {
      listening.dispose();
      page?.end();
    },
  };
}
