/** The distance from a point to a shape's edge: negative inside, 0 on the edge. The shape's radius is about 1. */
export type Field = (x: number, y: number) => number;

/** The ten shapes, by their names. */
export function shapeFields(): Readonly<Record<string, Field>> {
  return {
    circle: (x, y) => Math.sqrt(x * x + y * y) - 0.88,
    ring: (x, y) => Math.abs(Math.sqrt(x * x + y * y) - 0.7) - 0.22,
    crescent: (x, y) => Math.max(Math.sqrt(x * x + y * y) - 0.98, 0.78 - Math.sqrt((x - 0.48) ** 2 + y * y)),
    triangle: polygon(turned(3, () => 1.08)),
    square: polygon(turned(4, () => 1.08)),
    star: polygon(turned(10, (i) => (i % 2 === 0 ? 1.12 : 0.46))),
    heart: polygon(heart(28)),
    cross: polygon([-0.3, -1, 0.3, -1, 0.3, -0.3, 1, -0.3, 1, 0.3, 0.3, 0.3, 0.3, 1, -0.3, 1, -0.3, 0.3, -1, 0.3, -1, -0.3, -0.3, -0.3]),
    arrow: polygon([-1.05, -0.24, 0.05, -0.24, 0.05, -0.78, 1.1, 0, 0.05, 0.78, 0.05, 0.24, -1.05, 0.24]),
    bolt: polygon([0.28, -1.1, -0.68, 0.16, -0.1, 0.16, -0.36, 1.1, 0.68, -0.28, 0.06, -0.28, 0.55, -1.1]),
  };
}

/** Corners on rays from the middle, evenly turned, the first one up: x and y in turn. */
function turned(corners: number, radius: (corner: number) => number): number[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners - Math.PI / 2;
    return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)];
  }).flat();
}

/** Corners along x = sin³ t, y = −(13 cos t − 5 cos 2t − 2 cos 3t − cos 4t) / 16, point down. */
function heart(corners: number): number[] {
  return Array.from({ length: corners }, (_, i) => {
    const t = (2 * Math.PI * i) / corners;
    const height = 13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t);
    return [Math.sin(t) ** 3, -(height + 2.5) / 16];
  }).flat();
}

/** The distance to the nearest edge of a polygon, and whether a ray to the right crosses its edges an odd number of times. */
function polygon(corners: readonly number[]): Field {
  const reach = Math.max(...corners.map((_, i) => (i % 2 === 0 ? Math.hypot(corners[i]!, corners[i + 1]!) : 0)));
  return (x, y) => {
    // Far outside, how far is all that is asked, and not exactly.
    const away = Math.sqrt(x * x + y * y);
    if (away > reach + 0.3) return away - reach;
    let nearest = Infinity;
    let inside = false;
    for (let i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
      const ax = corners[j]!;
      const ay = corners[j + 1]!;
      const by = corners[i + 1]!;
      const ex = corners[i]! - ax;
      const ey = by - ay;
      const px = x - ax;
      const py = y - ay;
      const along = Math.min(1, Math.max(0, (px * ex + py * ey) / (ex * ex + ey * ey)));
      const dx = px - along * ex;
      const dy = py - along * ey;
      nearest = Math.min(nearest, dx * dx + dy * dy);
      if (ay > y !== by > y && px * ey < py * ex === by > ay) inside = !inside;
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
  };
}
