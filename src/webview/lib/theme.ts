import { useEffect, useState } from 'preact/hooks';
import type { Rgb } from './color-map';

/** The editor's colours and fonts, for what is drawn on a canvas, where CSS does not reach. */
export interface Theme {
  readonly kind: 'light' | 'dark' | 'high-contrast';
  readonly dark: boolean;
  readonly foreground: string;
  readonly background: string;
  readonly backgroundRgb: Rgb;
  /** Quieter than the foreground: axes, captions. */
  readonly muted: string;
  readonly border: string;
  readonly focus: string;
  /** Colours of series, in order; the foreground alone in high contrast. */
  readonly series: readonly string[];
  readonly fontSize: number;
  readonly font: string;
  readonly mono: string;
}

/** The series' hues in their order, each with the value it has where the theme leaves it out. */
const CHARTS = [
  ['blue', '#3794ff'],
  ['orange', '#d18616'],
  ['green', '#388a34'],
  ['purple', '#b180d7'],
  ['red', '#f14c4c'],
  ['yellow', '#cca700'],
] as const;

/** Dashes in the same order, in CSS pixels: no series is told from another by its hue alone. */
export const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 2, 1, 2]];

function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const variable = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const classes = document.body.classList;
  const highContrast = classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light');
  const background = variable('--vscode-editor-background', '#ffffff');
  const backgroundRgb = toRgb(background);
  const dark = backgroundRgb[0] + backgroundRgb[1] + backgroundRgb[2] < 384;
  const foreground = variable('--vscode-foreground', dark ? '#cccccc' : '#3b3b3b');
  return {
    kind: highContrast ? 'high-contrast' : dark ? 'dark' : 'light',
    dark,
    foreground,
    background,
    backgroundRgb,
    muted: highContrast ? foreground : variable('--vscode-descriptionForeground', foreground),
    border: variable('--vscode-contrastBorder', variable('--vscode-panel-border', '#8884')),
    focus: variable('--vscode-focusBorder', '#0078d4'),
    series: highContrast ? [foreground] : CHARTS.map(([name, fallback]) => opaque(variable(`--vscode-charts-${name}`, fallback))),
    fontSize: Number.parseFloat(variable('--vscode-font-size', '13')) || 13,
    font: variable('--vscode-font-family', 'sans-serif'),
    mono: variable('--vscode-editor-font-family', 'monospace'),
  };
}

/** Any CSS colour as bytes: the browser itself parses it. */
function toRgb(color: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) return [255, 255, 255];
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

/** Themes give some of the charts' colours alpha, for overlays; a point or a line of that would be faint. */
const opaque = (color: string): string => `rgb(${toRgb(color).join(' ')})`;

/** The theme, anew whenever the person changes it: VS Code then rewrites the root's style and the body's classes. */
export function useTheme(): Theme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(readTheme()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    observer.observe(document.body, { attributes: true, attributeFilter: ['style', 'class'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

/** Whether the person asked for less motion: from the system, or from the editor's own setting. */
export function reducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion');
}
