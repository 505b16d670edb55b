import type { CanvasHTMLAttributes } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface CanvasProps extends Omit<CanvasHTMLAttributes<HTMLCanvasElement>, 'ref' | 'width' | 'height'> {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Draws in CSS pixels on a cleared canvas. `ratio` is device pixels to one of those. */
  readonly draw: (context: CanvasRenderingContext2D, ratio: number) => void;
}

/** A canvas as sharp as the screen, drawn anew whenever its parent renders. */
export function Canvas({ width, height, draw, ...rest }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const ratio = useDevicePixelRatio();
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas == null || context == null || width < 1 || height < 1) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, ratio);
  });
  return <canvas ref={ref} style={{ width: `${width}px`, height: `${height}px` }} {...rest} />;
}

function useDevicePixelRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`);
    const changed = (): void => setRatio(window.devicePixelRatio);
    query.addEventListener('change', changed, { once: true });
    return () => query.removeEventListener('change', changed);
  }, [ratio]);
  return ratio;
}
