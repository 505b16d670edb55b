import type { Port } from '../../protocol/rpc';

/** What VS Code gives a panel's page. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

/** The channel to the editor. It never closes: the page dies with the panel. */
export function webviewPort(api: VsCodeApi): Port {
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => window.addEventListener('message', ({ data }) => listener(data)),
    onClose: () => {},
    close: () => {},
  };
}
