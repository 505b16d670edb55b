import { useState } from 'preact/hooks';
import type { Localized } from '../../protocol/localized';
import { formatCount } from './format-number';
import { useText } from './language';
import { Slider } from './controls';

const PAGE = 200;
const rowsText: Localized = { en: 'Rows', es: 'Filas' };
const pageText = (from: string, to: string, all: string): Localized => ({ en: `${from}–${to} of ${all}`, es: `${from}–${to} de ${all}` });

export interface DataTableProps {
  readonly caption: string;
  /** The first column's heading names the rows. */
  readonly headings: readonly string[];
  readonly rows: number;
  /** The cells of one row, written. */
  readonly row: (index: number) => readonly string[];
}

/** The numbers behind a picture. It scrolls both ways and holds no more than a page of rows at once. */
export function DataTable({ caption, headings, rows, row }: DataTableProps) {
  const text = useText();
  const pages = Math.max(1, Math.ceil(rows / PAGE));
  const [wanted, setWanted] = useState(0);
  const page = Math.min(wanted, pages - 1);
  const [from, to] = [page * PAGE, Math.min(rows, (page + 1) * PAGE)];
  return (
    <div>
      {pages > 1 && (
        <Slider
          label={text(rowsText)}
          value={page}
          max={pages - 1}
          text={text(pageText(formatCount(from), formatCount(to - 1), formatCount(rows)))}
          onChange={setWanted}
        />
      )}
      <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {headings.map((heading, i) => (
                <th key={i} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: to - from }, (_, i) => (
              <tr key={from + i}>
                {row(from + i).map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column}>{cell}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
