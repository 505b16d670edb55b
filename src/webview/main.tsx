import { render } from 'preact';
import { openPeer } from '../protocol/rpc';
import { viewContract } from '../protocol/view';
import { Panel } from './lib/panel';
import { createPanelStore, type PanelState } from './lib/panel-state';
import { webviewPort } from './lib/port';
import './main.css';

const api = acquireVsCodeApi();
const root = document.getElementById('root')!;
let frame: number | undefined;

/** Draws the newest state, once a frame. */
const draw = (): void => {
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    if (store.current !== undefined) render(<Panel state={store.current} client={peer.client} />, root);
  });
};
const store = createPanelStore((state: PanelState) => {
  document.documentElement.lang = state.language;
  // A window that reloads brings the panel back with this.
  api.setState({ exercise: state.exercise?.id });
  draw();
});
const peer = openPeer({
  port: webviewPort(api),
  calls: {
    contract: viewContract,
    listeners: {
      snapshot: (model) => store.snapshot(model),
      delta: (delta) => store.delta(delta),
      language: ({ language }) => store.language(language),
    },
  },
  onViolation: (what) => console.error(what),
});
void peer.client.ready({});
