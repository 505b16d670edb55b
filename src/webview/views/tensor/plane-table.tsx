import { DataTable } from '../../lib/data-table';
import { formatExact } from '../../lib/format-number';
import type { Plane } from './lay-out';

/** Columns of one page of the table; the rest is reached by the sliders. */
const MAX_COLUMNS = 64;

export function PlaneTable({ plane, caption, float32 }: { readonly plane: Plane; readonly caption: string; readonly float32: boolean }) {
  const columns = Math.min(plane.columns, MAX_COLUMNS);
  const index = (row: number): string => plane.indexOf(row, 0).join(', ');
  return (
    <DataTable
      caption={caption}
      headings={['', ...Array.from({ length: columns }, (_, column) => `+${column}`)]}
      rows={plane.rows}
      row={(row) => [
        `[${index(row)}]`,
        ...Array.from({ length: columns }, (_, column) => {
          const value = plane.at(row, column);
          return value === undefined ? '' : formatExact(value, float32);
        }),
      ]}
    />
  );
}
