import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { startEngine } from './start-engine';
import { TensorTable } from './tensor-table';

describe('A table of tensors', () => {
  it('keeps what it is told, counts it, and asks for what it does not have', () => {
    const moved: object[] = [];
    const table: TensorTable<string> = new TensorTable({} as never, {
      moveData: (_backend, dataId) => {
        moved.push(dataId);
        table.set(dataId, 'moved');
      },
    });
    const [a, b] = [{ id: 1 }, { id: 2 }];
    table.set(a, 'kept');
    assert.equal(table.get(a), 'kept');
    assert.equal(table.has(b), false);
    assert.equal(table.get(b), 'moved');
    assert.deepEqual(moved, [b]);
    assert.equal(table.numDataIds(), 2);
    assert.equal(table.delete(a), true);
    assert.equal(table.has(a), false);
    assert.equal(table.numDataIds(), 1);
  });

  it('keeps apart what two tables are told of one tensor', () => {
    const [one, other] = [new TensorTable<number>({} as never, {} as never), new TensorTable<number>({} as never, {} as never)];
    const id = {};
    one.set(id, 1);
    assert.equal(other.has(id), false);
  });

  it('is not seen by who prints a tensor', async () => {
    const { tf } = await startEngine();
    const x = tf.scalar(1);
    assert.match(inspect(x.dataId), /^\{ id: \d+ \}$/);
    x.dispose();
  });
});
