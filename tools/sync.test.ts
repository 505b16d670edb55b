import assert from 'node:assert/strict';
import { generate } from './sync';

describe('sync', () => {
  it('has been run since a feature was added or its contributions changed', async () => {
    const stale = (await generate()).filter((file) => file.stale).map(({ path }) => path);
    assert.deepEqual(stale, [], 'run `npm run sync`');
  });
});
