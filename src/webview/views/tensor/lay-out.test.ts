import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sizeOf } from '../../../protocol/tensor';
import { MAX_SLICE } from '../../../protocol/view';
import { chooseAxis, firstLayout, moveAlong, planeOf, slidingAxes, windowOf, type Layout } from './lay-out';

/** A tensor whose elements are their own row-major places, and the block that a window asks for. */
function block(layout: Layout): { readonly data: number[]; readonly window: ReturnType<typeof windowOf> } {
  const window = windowOf(layout);
  const strides = layout.shape.map((_, axis) => sizeOf(layout.shape.slice(axis + 1)));
  const data: number[] = [];
  const walk = (axis: number, place: number): void => {
    if (axis === layout.shape.length) return void data.push(place);
    for (let i = 0; i < window.size[axis]!; i++) walk(axis + 1, place + (window.start[axis]! + i) * strides[axis]!);
  };
  walk(0, 0);
  return { data, window };
}

const shapes = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 5 });

describe('a tensor on a plane', () => {
  it('shows every element at the index it has, whatever the axes', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(), fc.nat(), (shape, row, column, at) => {
        let layout = firstLayout(shape);
        if (shape.length >= 2) {
          layout = chooseAxis(layout, 'rowAxis', row % shape.length);
          layout = chooseAxis(layout, 'columnAxis', column % shape.length);
          if (layout.rowAxis === layout.columnAxis) return assert.fail('one axis twice');
        }
        for (const { axis, max } of slidingAxes(layout)) layout = moveAlong(layout, axis, at % (max + 1));
        const { data, window } = block(layout);
        const plane = planeOf(layout, window, data);
        let seen = 0;
        for (let r = 0; r < plane.rows; r++) {
          for (let c = 0; c < plane.columns; c++) {
            const value = plane.at(r, c);
            if (value === undefined) continue;
            seen++;
            assert.equal(plane.indexOf(r, c).reduce((place, index, axis) => place * shape[axis]! + index, 0), value);
          }
        }
        assert.equal(seen, data.length);
      }),
    );
  });

  it('never asks for more than one slice may hold', () => {
    for (const shape of [[], [5_000_000], [60000, 784], [3, 100000, 100000], [64, 28, 28, 16]]) {
      assert.ok(sizeOf(windowOf(firstLayout(shape)).size) <= MAX_SLICE, `${shape}`);
    }
  });

  it('takes images by height and width, and everything else by its last two axes', () => {
    const axes = ({ rowAxis, columnAxis }: Layout): unknown => [rowAxis, columnAxis];
    assert.deepEqual(axes(firstLayout([3, 4])), [0, 1]);
    assert.deepEqual(axes(firstLayout([64, 28, 28, 1])), [1, 2]);
    assert.deepEqual(axes(firstLayout([28, 28, 3])), [0, 1]);
    assert.deepEqual(axes(firstLayout([64, 28, 28])), [1, 2]);
  });

  it('slides along the axes that are not drawn, and along drawn ones that are too long', () => {
    assert.deepEqual(slidingAxes(firstLayout([64, 28, 28, 1])), [{ axis: 0, max: 63 }]);
    assert.deepEqual(slidingAxes(firstLayout([1000, 10])), [{ axis: 0, max: 488 }]);
    assert.deepEqual(slidingAxes(firstLayout([10])), []);
  });
});
