import assert from 'node:assert/strict';
import { cleanNames } from './clean-names';

describe('cleanNames', () => {
  it('gives an export the name it is exported under, wherever it is used', () => {
    const text = 'type Scalar$1 = number;\ndeclare function f(x: Scalar$1): Scalar$1;\nexport { type Scalar$1 as Scalar, f };\n';
    assert.equal(cleanNames(text), 'type Scalar = number;\ndeclare function f(x: Scalar): Scalar;\nexport { type Scalar, f };\n');
  });

  it('moves out of the way what is not exported, and leaves methods and comments of that name alone', () => {
    const text = [
      'declare const Add$1 = "Add";',
      '/** Add is a layer. */',
      'declare class Add { Add(): typeof Add$1; }',
      'declare function add(): Add;',
      'export { Add$1 as Add, add };',
      '',
    ].join('\n');
    const expected = [
      'declare const Add = "Add";',
      '/** Add is a layer. */',
      'declare class Add_ { Add(): typeof Add; }',
      'declare function add(): Add_;',
      'export { Add, add };',
      '',
    ].join('\n');
    assert.equal(cleanNames(text), expected);
  });

  it('leaves a name to the one that kept it', () => {
    const text = [
      'declare class Dataset$1 { }',
      'declare class Dataset { }',
      'declare const both: [Dataset, Dataset$1];',
      'declare namespace data { export { Dataset }; }',
      'export { both, data };',
      '',
    ].join('\n');
    const clean = cleanNames(text);
    assert.match(clean, /class Dataset_ \{ \}\ndeclare class Dataset \{ \}/);
    assert.match(clean, /\[Dataset, Dataset_\]/);
    assert.match(clean, /namespace data \{ export \{ Dataset \}; \}/);
  });
});
