import assert from 'node:assert/strict';
import { openCsv, type CsvOptions } from './csv';
import { fromBytes } from './source';
import { assertRefused, counting } from './test-support';
import type { TensorFile } from './tensor-file';

const open = (text: string | Uint8Array, options?: CsvOptions): Promise<TensorFile> =>
  openCsv(fromBytes(typeof text === 'string' ? Buffer.from(text) : text), 'notas.csv', options);

/** The columns of numbers, their names and their rows. */
async function numbers(text: string | Uint8Array, options?: CsvOptions): Promise<{ columns: readonly string[]; rows: number[][] }> {
  const file = await open(text, options);
  const [entry] = file.entries;
  const { data, shape } = await file.read(entry!);
  const [rows, width] = shape as [number, number];
  return { columns: entry!.columns!, rows: Array.from({ length: rows }, (_, row) => [...data.subarray(row * width, (row + 1) * width)]) };
}

describe('openCsv', () => {
  const ages = { columns: ['edad', 'nota'], rows: [[21, 7.5], [34, 9.25]] };
  const writings: [string, string][] = [
    ['commas and points', 'edad,nota\n21,7.5\n34,9.25\n'],
    ['semicolons and decimal commas, as Excel writes them in Spanish', '\ufeffedad;nota\r\n21;7,5\r\n34;9,25\r\n'],
    ['tabs', 'edad\tnota\n21\t7.5\n34\t9.25'],
    ['bars', 'edad|nota\n21|7.5\n34|9.25'],
    ['spaces, as savetxt writes them', '# edad nota\n2.1e+01 7.500e+00\n 3.4e+01   9.250e+00\n'],
    ['quotes', '"edad","nota"\n"21","7.5"\n34,"9.25"\n'],
    ['decimal commas in quotes', '"edad","nota"\n"21","7,5"\n"34","9,25"\n'],
    ['carriage returns alone', 'edad;nota\r21;7,5\r34;9,25\r'],
    ['blank lines and lines of empty cells', '\nedad;nota\n\n21;7,5\n;\n34;9,25\n;\n;\n'],
    ['a line that names the separator', 'sep=|\r\nedad|nota\r\n21|7.5\r\n34|9.25\r\n'],
    ['spaces around the fields', ' edad , nota \n 21 , 7.5 \n 34 , 9.25 \n'],
  ];
  for (const [what, text] of writings) it(`reads ${what}`, async () => assert.deepEqual(await numbers(text), ages));

  it('reads a table without a header', async () => {
    assert.deepEqual(await numbers('1,2\n3,4\n'), { columns: ['column1', 'column2'], rows: [[1, 2], [3, 4]] });
    assert.deepEqual(await numbers('1;2,5\n3;4\n'), { columns: ['column1', 'column2'], rows: [[1, 2.5], [3, 4]] });
  });

  it('takes years for a header where it is told to', async () => {
    assert.deepEqual(await numbers('2023,2024\n1,2\n', { header: true }), { columns: ['2023', '2024'], rows: [[1, 2]] });
  });

  it('reads one column, of decimal commas too', async () => {
    assert.deepEqual(await numbers('x\n1\n2\n'), { columns: ['x'], rows: [[1], [2]] });
    assert.deepEqual(await numbers('precio\n1,5\n2,25\n'), { columns: ['precio'], rows: [[1.5], [2.25]] });
  });

  it('reads thousands by what the rest of the table says', async () => {
    assert.deepEqual((await numbers('a;b\n1.234;1,5\n10.000;2\n')).rows, [[1234, 1.5], [10000, 2]]);
    assert.deepEqual((await numbers('a;b\n1.234;1.5\n10.000;2\n')).rows, [[1.234, 1.5], [10, 2]]);
    assert.deepEqual((await numbers('a,b\n"1,234",1.5\n"1,234,567.25",2\n')).rows, [[1234, 1.5], [1234567.25, 2]]);
    assert.deepEqual((await numbers('a;b\n1.234.567,25;1\n12 345,5;2\n')).rows, [[1234567.25, 1], [12345.5, 2]]);
    assert.deepEqual((await numbers('a;b\n0,125;1\n1,125;2\n')).rows, [[0.125, 1], [1.125, 2]]);
    assert.deepEqual((await numbers('a;b\n1,125;1\n2,250;2\n')).rows, [[1.125, 1], [2.25, 2]]);
    assert.deepEqual((await numbers('a;b\n1,125;1\n', { decimal: '.' })).rows, [[1125, 1]]);
  });

  it('reads missing values as NaN, and the infinities', async () => {
    const { rows } = await numbers('a,b\n,1\nNA,2\nn/a,3\nnull,4\n?,5\ns/d,6\nNaN,7\n-inf,8\nInfinity,9\n1e-3,10\n+.5,11\n');
    assert.deepEqual(rows.map(([a]) => a), [NaN, NaN, NaN, NaN, NaN, NaN, NaN, -Infinity, Infinity, 0.001, 0.5]);
  });

  it('reads a column of few texts as sorted classes', async () => {
    const file = await open('largo,especie\n5.1,virginica\n4.9,setosa\n6.2,\n7,setosa\n');
    assert.deepEqual(file.entries, [
      { name: 'notas', dtype: 'float64', shape: [4, 1], columns: ['largo'] },
      { name: 'especie', dtype: 'int32', shape: [4], categories: ['setosa', 'virginica'] },
    ]);
    assert.deepEqual((await file.read('especie')).data, Int32Array.of(1, 0, -1, 0));
    assert.deepEqual((await file.read('especie', { start: [2], shape: [2] })).data, Int32Array.of(-1, 0));
  });

  it('reads texts that spreadsheets on Windows wrote', async () => {
    const file = await open(Buffer.from('año;país\n2023;España\n2024;Perú\n', 'latin1'));
    assert.deepEqual(file.entries.map(({ columns, categories }) => columns ?? categories), [['año'], ['España', 'Perú']]);
  });

  it('reads quotes, separators and line breaks in quoted texts', async () => {
    const file = await open('x,texto\n1,"a, ""b"""\n2,"dos\r\nlíneas"\n3,"a, ""b"""\n4,5" tubo\n');
    assert.deepEqual(file.entries[1]!.categories, ['5" tubo', 'a, "b"', 'dos\r\nlíneas']);
    assert.deepEqual((await file.read('texto')).data, Int32Array.of(1, 2, 1, 0));
  });

  it('tells columns of one name apart, and those without one from those without anything', async () => {
    const file = await open('a,a,,vacía,\n1,2,3,,\n4,5,6,,\n');
    assert.deepEqual(file.entries[0]!.columns, ['a', 'a_2', 'column3', 'vacía']);
    assert.deepEqual([...(await file.read('notas')).data], [1, 2, 3, NaN, 4, 5, 6, NaN]);
  });

  it('refuses by themselves columns that are no tensor', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `${i},persona ${i},${i === 41 ? 'NP' : i},${i === 7 ? '1;5' : 1}`);
    const file = await open(`id,nombre,nota,peso\n${names.join('\n')}\n`);
    assert.deepEqual(file.entries.map(({ columns }) => columns), [['id']]);
    await assertRefused(() => file.read('nombre'), /column "nombre" holds texts \("persona 0", …\)/, /Leave it out/);
    await assertRefused(() => file.read('nota'), /line 43, column "nota": expected a number, as on line 2 \("0"\), received the text "NP"/, /empty/);
    const mixed = await open('a;b\n1,5;1\n2.25;2\n');
    await assertRefused(() => mixed.read('a'), /line 3, column "a": expected the decimal separator of the rows before \("1,5", line 2\), received "2\.25"/);
  });

  it('reads slices of rows and columns from large tables, without starting over', async () => {
    const rows = 200_000;
    const text = Buffer.from(`x,y,z\n${Array.from({ length: rows }, (_, i) => `${i},${i / 2},${i + 0.25}`).join('\n')}\n`);
    const { source, counts } = counting(text);
    const file = await openCsv(source, 'large.csv');
    assert.deepEqual(file.entries[0]!.shape, [rows, 3]);
    counts.bytes = 0;
    for (const row of [0, 1, 65_535, 65_536, 131_073, rows - 1]) {
      const { data } = await file.read('large', { start: [row, 1], shape: [1, 2] });
      assert.deepEqual([...data], [row / 2, row + 0.25]);
    }
    assert.ok(counts.bytes < 6 * 300_000, `${counts.bytes} bytes`);
  });

  const refused: [string, string | Uint8Array, RegExp, RegExp?][] = [
    ['nothing', '', /line 1.*a table.*nothing/],
    ['blank lines', '\n\r\n  \n', /line 1.*a table.*nothing/],
    ['names without rows', 'a,b\n', /line 1: expected rows under the names.*none/],
    ['a row of other columns', 'a,b\n1,2\n3\n4,5\n', /line 3: expected 2 columns.*received 1/, /quotes/],
    ['a row of more columns, in lines that quotes break', 'a,b\n"x\ny",2\n3,4,5\n', /line 4: expected 2 columns.*received 3/],
    ['a quote that never ends', `a,b\n1,2\n3,"${'x,1\n'.repeat(1_500_000)}`, /line 3: expected a row of at most 4194304 bytes/, /quotation mark/],
    ['text of UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), /UTF-16/, /CSV UTF-8/],
    ['what is not text', Uint8Array.of(65, 0, 66), /byte 1: expected text, received 00/],
    ['too many columns', ','.repeat(70_000), /line 1.*a table/],
    ['too many named columns', 'a,'.repeat(70_000), /at most 65536 columns, received 70001/],
  ];
  for (const [what, text, message, hint] of refused) it(`refuses ${what}`, () => assertRefused(() => open(text), message, hint));

  it('says so where a file shrinks after it was opened', async () => {
    let bytes = Buffer.from('a\n1\n2\n3\n');
    const file = await openCsv({ size: bytes.length, readAt: async (at, length) => bytes.subarray(at, at + length) }, 'a.csv');
    bytes = bytes.subarray(0, 4);
    await assertRefused(() => file.read('a.numbers'), /at least/);
  });
});
