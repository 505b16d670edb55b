import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import type * as tensorflow from '../tfjs';
import { explainTensorError } from './explain-tensor-error';
import { kinds } from './known-names';

/** Learner code is not type-checked where it runs, so neither is what stands for it here. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

interface Mishap {
  readonly what: string;
  readonly code: string;
  readonly provoke: (tf: Loose) => unknown;
  /** In the English message: names and numbers that it must quote. */
  readonly says: string | RegExp;
  /** In the English hint; null where there must be none. */
  readonly advises?: string | RegExp | null;
}

const model = (tf: Loose, loss = 'meanSquaredError', units = 1): Loose => {
  const made = tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [3] })] });
  made.compile({ optimizer: 'sgd', loss });
  return made;
};

const mishaps: readonly Mishap[] = [
  { what: 'matMul, the second transposed', code: 'inner-axes', provoke: (tf) => tf.ones([2, 3]).matMul(tf.ones([4, 3])), says: '[2, 3] by [4, 3]: the inner axes, 3 and 4', advises: 'transpose the second: a.matMul(b, false, true)' },
  { what: 'matMul, either side fits', code: 'inner-axes', provoke: (tf) => tf.ones([4, 3]).matMul(tf.ones([4, 5])), says: '[4, 3] by [4, 5]: the inner axes, 3 and 4', advises: /^What would fit: transpose the first: a\.matMul\(b, true, false\)\.$/ },
  { what: 'matMul, exchanged', code: 'inner-axes', provoke: (tf) => tf.ones([3, 4]).matMul(tf.ones([5, 3])), says: '4 and 5', advises: 'exchange the two: b.matMul(a)' },
  { what: 'matMul, transposed by mistake', code: 'inner-axes', provoke: (tf) => tf.ones([2, 3]).matMul(tf.ones([3, 4]), false, true), says: 'the inner axes, 3 and 4', advises: 'a.matMul(b, false, false)' },
  { what: 'matMul, nothing fits', code: 'inner-axes', provoke: (tf) => tf.ones([2, 3]).matMul(tf.ones([4, 5])), says: '3 and 4', advises: null },
  { what: 'matMul, batches', code: 'broadcast', provoke: (tf) => tf.ones([2, 3, 4]).matMul(tf.ones([3, 4, 5])), says: 'matMul: the batch axes [2] and [3] do not fit: 2 against 3' },
  { what: 'dot', code: 'inner-axes', provoke: (tf) => tf.ones([2, 3]).dot(tf.ones([2, 3])), says: 'they are 3 and 2' },
  { what: 'dot with a number', code: 'inner-axes', provoke: (tf) => tf.scalar(2).dot(tf.ones([3])), says: 'ranks 0 and 1', advises: 'use mul' },
  { what: 'dot with a batch', code: 'inner-axes', provoke: (tf) => tf.ones([2, 3, 4]).dot(tf.ones([4])), says: 'ranks 3 and 1', advises: 'use matMul' },
  { what: 'add', code: 'broadcast', provoke: (tf) => tf.ones([2, 3]).add(tf.ones([2, 4])), says: 'add: the shapes [2, 3] and [2, 4] do not fit. Compared from the last axis on, each pair has to be equal, or one of the two 1; here 3 stands against 4', advises: null },
  { what: 'sub of a transpose', code: 'broadcast', provoke: (tf) => tf.sub(tf.ones([2, 3]), tf.ones([3, 2])), says: /^sub: .*\[2, 3\] and \[3, 2\].*3 stands against 2/, advises: '.transpose()' },
  { what: 'mul by one number for each row', code: 'broadcast', provoke: (tf) => tf.ones([2, 3]).mul(tf.ones([2])), says: '[2, 3] and [2] do not fit', advises: 'To use the second along the first axes, give it a last axis of length 1: .expandDims(-1).' },
  { what: 'where', code: 'broadcast', provoke: (tf) => tf.where(tf.ones([2, 3]).greater(0), tf.ones([2, 3]), tf.ones([2, 4])), says: /^where: .*\[2, 3\] and \[2, 4\]/ },
  { what: 'broadcastTo', code: 'broadcast', provoke: (tf) => tf.ones([2, 3]).broadcastTo([2, 4]), says: '[2, 3] to [2, 4]' },
  { what: 'concat, along another axis', code: 'concat', provoke: (tf) => tf.concat([tf.ones([2, 3]), tf.ones([2, 4])], 0), says: 'tensor 1 is [2, 4], those before it are [2, 3], and they differ at axis 1', advises: 'tf.concat([…], 1)' },
  { what: 'concat, along none', code: 'concat', provoke: (tf) => tf.concat([tf.ones([2, 3]), tf.ones([3, 4])], 0), says: '[3, 4]', advises: null },
  { what: 'concat of ranks', code: 'concat', provoke: (tf) => tf.concat([tf.ones([2, 3]), tf.ones([3])], 0), says: 'tensor 1 has another rank than those before it, which have rank 2', advises: 'expandDims' },
  { what: 'stack', code: 'stack', provoke: (tf) => tf.stack([tf.ones([2]), tf.ones([3])]), says: '[2] and [3]', advises: 'tf.concat' },
  { what: 'a loss of labels and predictions', code: 'same-shape', provoke: (tf) => tf.losses.meanSquaredError(tf.ones([5]), tf.ones([5, 1])), says: 'meanSquaredError compares tensors of one shape; the first is [5], the second [5, 1]', advises: 'labels.expandDims(1)' },
  { what: 'a loss of class numbers', code: 'same-shape', provoke: (tf) => tf.losses.softmaxCrossEntropy(tf.ones([5]), tf.ones([5, 4])), says: 'the first is [5], the second [5, 4]', advises: 'tf.oneHot(labels.toInt(), 4)' },
  { what: 'a loss of other shapes', code: 'same-shape', provoke: (tf) => tf.losses.softmaxCrossEntropy(tf.ones([2, 3]), tf.ones([2, 4])), says: '[2, 3], the second [2, 4]', advises: null },
  { what: 'einsum', code: 'einsum', provoke: (tf) => tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([4, 5])), says: 'Elsewhere it is 3, but at axis 0 of the tensor [4, 5] it is 4' },
  { what: 'conv2d channels', code: 'channels', provoke: (tf) => tf.conv2d(tf.ones([1, 5, 5, 3]), tf.ones([3, 3, 1, 8]), 1, 'valid'), says: 'conv2d: the input has 3 channels, the filter is made for 1', advises: '[height, width, input channels, output channels]' },
  { what: 'conv1d channels', code: 'channels', provoke: (tf) => tf.conv1d(tf.ones([1, 5, 1]), tf.ones([3, 2, 8]), 1, 'valid'), says: 'conv1d: the input has 1 channel, the filter is made for 2', advises: '[width, input channels, output channels]' },
  { what: 'depthwise channels', code: 'channels', provoke: (tf) => tf.depthwiseConv2d(tf.ones([1, 5, 5, 3]), tf.ones([3, 3, 2, 1]), 1, 'valid'), says: 'depthwiseConv2d: the input has 3 channels, the filter is made for 2', advises: 'multiplier' },

  { what: 'reshape', code: 'reshape', provoke: (tf) => tf.ones([2, 3]).reshape([4, 2]), says: 'the tensor has 6, and [4, 2] has room for 8', advises: '.reshape([-1, 2])' },
  { what: 'reshape, no axis to spare', code: 'reshape', provoke: (tf) => tf.ones([7]).reshape([3, 2]), says: 'has 7, and [3, 2] has room for 6', advises: null },
  { what: 'reshape with -1', code: 'reshape', provoke: (tf) => tf.ones([2, 3]).reshape([-1, 4]), says: '6 elements do not divide by 4' },
  { what: 'reshape with two', code: 'reshape', provoke: (tf) => tf.ones([2, 3]).reshape([-1, -1]), says: 'at axis 0 and at axis 1' },
  { what: 'sum', code: 'axis', provoke: (tf) => tf.sum(tf.ones([3, 2]), 2), says: 'sum: there is no axis 2: a tensor of rank 2 has the axes 0 to 1', advises: '-1' },
  { what: 'mean from the end', code: 'axis', provoke: (tf) => tf.mean(tf.ones([3]), -2), says: 'mean: there is no axis -2: a tensor of rank 1 has the axes 0 alone' },
  { what: 'unstack', code: 'axis', provoke: (tf) => tf.unstack(tf.ones([2]), 1), says: 'unstack: there is no axis 1: a tensor of rank 1' },
  { what: 'softmax', code: 'axis', provoke: (tf) => tf.softmax(tf.ones([3, 2]), 0), says: 'the last axis, which is 1 here, and was asked for axis 0' },
  { what: 'transpose', code: 'axis', provoke: (tf) => tf.transpose(tf.ones([3, 2]), [0, 1, 2]), says: 'it has 2, and the order given is [0, 1, 2]' },
  { what: 'transpose, an axis that is not', code: 'axis', provoke: (tf) => tf.transpose(tf.ones([3, 2]), [0, 2]), says: 'from 0 to 1, and the order given is [0, 2]' },
  { what: 'squeeze', code: 'axis', provoke: (tf) => tf.squeeze(tf.ones([3, 2]), [0]), says: 'axis 0 has length 3' },
  { what: 'an image without batch and channels', code: 'rank', provoke: (tf) => tf.conv2d(tf.ones([5, 5]), tf.ones([3, 3, 1, 8]), 1, 'valid'), says: 'conv2d: the input has rank 2; rank 4 was expected', advises: '.expandDims(0).expandDims(-1)' },
  { what: 'a filter', code: 'rank', provoke: (tf) => tf.conv2d(tf.ones([1, 5, 5, 3]), tf.ones([3, 3, 3]), 1, 'valid'), says: 'conv2d: the filter has rank 3; rank 4 was expected', advises: null },
  { what: 'pooling', code: 'rank', provoke: (tf) => tf.maxPool(tf.ones([5, 5]), 2, 2, 'valid'), says: 'maxPool: the input has rank 2; rank 4' },
  { what: 'resizing', code: 'rank', provoke: (tf) => tf.image.resizeBilinear(tf.ones([2, 2]), [3, 3]), says: 'resizeBilinear: the input has rank 2; rank 3 or 4 was expected' },
  { what: 'slice', code: 'slice', provoke: (tf) => tf.slice(tf.ones([3, 2]), [2, 0], [2, 2]), says: 'along axis 0 it would reach 4, and there are 3', advises: 'how many, not up to where' },
  { what: 'slice of another rank', code: 'slice', provoke: (tf) => tf.slice(tf.ones([3, 2]), [0, 0, 0], [1, 1, 1]), says: 'the tensor has 2 axes, and the beginning is given for 3: [0, 0, 0]' },
  { what: 'gather', code: 'index', provoke: (tf) => tf.gather(tf.ones([3, 2]), tf.tensor1d([0, 5], 'int32')), says: 'there is no index 5; they go from 0 to 2' },
  { what: 'split', code: 'split', provoke: (tf) => tf.split(tf.ones([5]), 2), says: 'equal parts', advises: 'tf.split(x, [3, 2])' },
  { what: 'split by sizes', code: 'split', provoke: (tf) => tf.split(tf.ones([5]), [2, 2]), says: 'do not add up' },
  { what: 'a half in a shape', code: 'shape', provoke: (tf) => tf.zeros([2.5, 3]), says: '[2.5, 3]', advises: 'Math.floor' },
  { what: 'a negative shape', code: 'shape', provoke: (tf) => tf.zeros([-1]), says: '[-1]', advises: null },

  { what: 'nothing', code: 'not-a-tensor', provoke: (tf) => tf.relu(undefined), says: 'relu was given nothing (undefined or null) for `x`', advises: 'return' },
  { what: 'a promise', code: 'not-a-tensor', provoke: (tf) => tf.mul(Promise.resolve(1), 2), says: 'mul was given a promise for `a`', advises: 'await' },
  { what: 'a function', code: 'not-a-tensor', provoke: (tf) => tf.relu(() => 1), says: 'a function', advises: 'brackets ()' },
  { what: 'an object', code: 'not-a-tensor', provoke: (tf) => tf.add({ a: 1 }, 2), says: 'an object', advises: null },
  { what: 'one of several', code: 'not-a-tensor', provoke: (tf) => tf.concat([tf.ones([2]), undefined]), says: 'concat was given nothing (undefined or null) for `tensors[1]`' },
  { what: 'bool', code: 'dtype', provoke: (tf) => tf.logicalAnd(tf.ones([2]), tf.ones([2])), says: 'logicalAnd takes true and false (bool) for `a`, and got float32', advises: 'x.greater(0)' },
  { what: 'indices', code: 'dtype', provoke: (tf) => tf.gather(tf.ones([3, 2]), tf.tensor1d([0, 1])), says: 'gather takes integers (int32) for `indices`, and got float32', advises: '.toInt()' },
  { what: 'text', code: 'dtype', provoke: (tf) => tf.add('a', tf.ones([2])), says: 'add takes numbers for `a`, and got string' },
  { what: 'too few values', code: 'element-count', provoke: (tf) => tf.tensor([1, 2, 3], [2, 2]), says: 'A tensor of shape [2, 2] has 4 values; 3 were given', advises: null },
  { what: 'too many values', code: 'element-count', provoke: (tf) => tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 2]), says: 'has 4 values; 6 were given', advises: 'lack an axis' },
  { what: 'ragged rows', code: 'ragged', provoke: (tf) => tf.tensor([[1, 2], [3]]), says: 'row 1 has 1 elements, the first one has 2' },
  { what: 'a number among rows', code: 'ragged', provoke: (tf) => tf.tensor([[1, 2], 3]), says: 'element 1 is a number where an array of 2 elements was expected' },
  { what: 'a row among numbers', code: 'ragged', provoke: (tf) => tf.tensor([1, [2, 3]]), says: 'element 1 is an array of 2 elements where a number was expected' },
  { what: 'a flat list', code: 'nesting', provoke: (tf) => tf.tensor2d([1, 2, 3]), says: 'tensor2d was given a flat list and no shape', advises: '2 numbers' },
  { what: 'a nested list', code: 'nesting', provoke: (tf) => tf.tensor1d([[1, 2]]), says: 'tensor1d makes a tensor of rank 1' },
  { what: 'a shape of another rank', code: 'nesting', provoke: (tf) => tf.tensor2d([1, 2, 3, 4], [2, 2, 1]), says: 'its shape has 2 numbers' },
  { what: 'tensor of nothing', code: 'not-values', provoke: (tf) => tf.tensor(undefined), says: 'neither a number nor an array' },
  { what: 'a disposed tensor', code: 'disposed', provoke: (tf) => { const x = tf.ones([2]); x.dispose(); return x.add(1); }, says: 'after it was disposed', advises: 'tf.keep' },
  { what: 'assign of another shape', code: 'assign', provoke: (tf) => tf.variable(tf.ones([2])).assign(tf.ones([3, 1])), says: 'keeps its shape. It has [2], the new value [3, 1]' },
  { what: 'assign of another dtype', code: 'assign', provoke: (tf) => tf.variable(tf.ones([2])).assign(tf.tensor1d([1, 2], 'int32')), says: 'keeps its dtype. It has float32, the new value int32' },
  { what: 'two variables of one name', code: 'variable-name', provoke: (tf) => { tf.variable(tf.ones([2]), true, 'weight'); tf.variable(tf.ones([2]), true, 'weight'); }, says: '"weight"' },
  { what: 'oneHot', code: 'class-count', provoke: (tf) => tf.oneHot(tf.tensor1d([0], 'int32'), 1), says: 'asked for 1' },
  { what: 'svd', code: 'missing-op', provoke: (tf) => tf.linalg.svd(tf.ones([2, 2])), says: 'no linalg.svd', advises: "import { svd } from 'neurona'" },
  { what: 'an inverse', code: 'missing-op', provoke: (tf) => tf.linalg.inv(tf.ones([2, 2])), says: 'no linalg.inv', advises: 'tf.linalg.qr(A)' },
  { what: 'a kernel', code: 'missing-kernel', provoke: (tf) => tf.engine().runKernel('Nowhere', {}), says: /^The (wasm|cpu) engine cannot compute Nowhere/ },

  { what: 'a gradient without a path', code: 'no-path', provoke: (tf) => tf.grad(() => tf.ones([2]))(tf.ones([2])), says: 'does not depend on x', advises: 'dataSync' },
  { what: 'gradients, one without a path', code: 'no-path', provoke: (tf) => tf.grads((a: Loose) => a.sum())([tf.ones([2]), tf.ones([2])]), says: 'does not depend on x' },
  { what: 'a loss without variables in it', code: 'no-variable', provoke: (tf) => { tf.variable(tf.ones([2])); return tf.train.sgd(0.1).minimize(() => tf.scalar(1)); }, says: 'does not depend on any variable', advises: 'minimize' },
  { what: 'no variables', code: 'no-variable', provoke: (tf) => tf.variableGrads(() => tf.scalar(1)), says: 'no variable to train', advises: 'tf.variable' },
  { what: 'variables that are not trainable', code: 'no-variable', provoke: (tf) => tf.variableGrads(() => tf.scalar(1), [tf.variable(tf.ones([2]), false)]), says: 'None of the 1 variables is trainable' },
  { what: 'a loss of rank 1', code: 'not-scalar', provoke: (tf) => { const w = tf.variable(tf.ones([2])); return tf.train.sgd(0.1).minimize(() => w.mul(2)); }, says: 'a tensor of rank 1', advises: '.mean()' },
  { what: 'a number for a result', code: 'not-a-tensor', provoke: (tf) => tf.grad(() => 3)(tf.ones([2])), says: 'has to return a tensor' },
  { what: 'no function', code: 'gradient-arguments', provoke: (tf) => tf.grad(tf.ones([2])), says: 'tf.grad takes a function', advises: 'tf.grad((x) => …)' },
  { what: 'no array', code: 'gradient-arguments', provoke: (tf) => tf.grads((a: Loose) => a.sum())(tf.ones([2])), says: 'in one array', advises: 'tf.grads(f)([a, b])' },
  { what: 'a number for a tensor', code: 'gradient-arguments', provoke: (tf) => tf.valueAndGrad((x: Loose) => x.sum())(3), says: 'takes a tensor', advises: 'tf.scalar' },
  { what: 'an op that has none', code: 'no-gradient', provoke: (tf) => tf.grad((x: Loose) => tf.image.transform(x, tf.tensor2d([[1, 0, 0, 0, 1, 0, 0, 0]])).sum())(tf.ones([1, 2, 2, 1])), says: 'Transform has no gradient' },

  { what: 'a layer of another rank', code: 'layer-input', provoke: (tf) => tf.sequential({ layers: [tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8] })] }), says: /^The layer conv2d_\S+ takes tensors of rank 4, batch axis included, and got rank 3/, advises: '[28, 28, 1]' },
  { what: 'a recurrent layer', code: 'layer-input', provoke: (tf) => tf.sequential({ layers: [tf.layers.lstm({ units: 4, inputShape: [3] })] }), says: 'rank 3, batch axis included, and got rank 2', advises: 'returnSequences' },
  { what: 'a vector for a dense layer', code: 'layer-input', provoke: (tf) => tf.layers.dense({ units: 1 }).apply(tf.ones([3])), says: 'rank at least 2, batch axis included, and got rank 1', advises: '.expandDims(0)' },
  { what: 'a layer built for another width', code: 'layer-input', provoke: (tf) => model(tf).layers[0].apply(tf.ones([2, 4])), says: /was built for 3 at axis -1, and got a tensor of shape \[2, 4\], which has 4 there/ },
  { what: 'predict', code: 'model-shape', provoke: (tf) => model(tf).predict(tf.ones([2, 4])), says: /^The input for dense_\S+_input has shape \[2, 4\]; \[batch, 3\] was expected/, advises: null },
  { what: 'predict of one example', code: 'model-shape', provoke: (tf) => model(tf).predict(tf.ones([3])), says: '[3, 1]; [batch, 3] was expected', advises: '.expandDims(0)' },
  { what: 'fit, inputs of another rank', code: 'model-shape', provoke: (tf) => model(tf).fit(tf.ones([2, 3, 1]), tf.ones([2, 1])), says: 'has shape [2, 3, 1], rank 3; rank 2 was expected', advises: null },
  { what: 'fit, inputs of another width', code: 'model-shape', provoke: (tf) => model(tf).fit(tf.ones([2, 4]), tf.ones([2, 1])), says: 'The input has shape [2, 4], so each example is [4]; the model takes [3] for each', advises: null },
  { what: 'fit, labels of another width', code: 'model-shape', provoke: (tf) => model(tf).fit(tf.ones([2, 3]), tf.ones([2, 2])), says: 'The label tensor has shape [2, 2], so each example is [2]; the model gives [1] for each', advises: 'needs 2 units' },
  { what: 'fit, class numbers', code: 'model-shape', provoke: (tf) => model(tf, 'categoricalCrossentropy', 10).fit(tf.ones([2, 3]), tf.ones([2])), says: 'the model gives [10]', advises: 'tf.oneHot(labels.toInt(), 10)' },
  { what: 'fit, one-hot labels for a sparse loss', code: 'model-shape', provoke: (tf) => model(tf, 'sparseCategoricalCrossentropy', 10).fit(tf.ones([2, 3]), tf.ones([2, 10])), says: 'each example is [10]', advises: 'labels.argMax(-1)' },
  {
    what: 'a model without flatten',
    code: 'model-shape',
    provoke: (tf) => {
      const made = tf.sequential({ layers: [tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8, 1] }), tf.layers.dense({ units: 10 })] });
      made.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
      return made.fit(tf.ones([4, 8, 8, 1]), tf.ones([4, 10]));
    },
    says: '[4, 10], rank 2; rank 4 was expected',
    advises: 'tf.layers.flatten()',
  },
  { what: 'fewer labels', code: 'sample-count', provoke: (tf) => model(tf).fit(tf.ones([3, 3]), tf.ones([2, 1])), says: '3 examples and 2 labels' },
  { what: 'fit before compile', code: 'not-compiled', provoke: (tf) => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] }).fit(tf.ones([2, 3]), tf.ones([2, 1])), says: 'not compiled', advises: 'model.compile' },
  { what: 'trainOnBatch before compile', code: 'not-compiled', provoke: (tf) => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] }).trainOnBatch(tf.ones([2, 3]), tf.ones([2, 1])), says: 'not compiled' },
  { what: 'arrays for a model', code: 'not-a-tensor', provoke: (tf) => model(tf).predict([[1, 2, 3]]), says: 'A model takes tensors', advises: 'tf.tensor2d' },
  { what: 'arrays to train with', code: 'not-a-tensor', provoke: (tf) => model(tf).fit([[1, 2, 3]], [[1]]), says: 'A model takes tensors' },
  { what: 'no labels', code: 'not-a-tensor', provoke: (tf) => model(tf).fit(tf.ones([2, 3])), says: 'or nothing' },
  { what: 'no inputShape', code: 'input-shape', provoke: (tf) => tf.sequential({ layers: [tf.layers.dense({ units: 1 })] }), says: 'first layer', advises: 'inputShape: [4]' },
  { what: 'an empty model', code: 'empty-model', provoke: (tf) => tf.sequential().predict(tf.ones([1, 2])), says: 'no layers yet' },
  { what: 'a window larger than the image', code: 'too-small', provoke: (tf) => tf.sequential({ layers: [tf.layers.conv2d({ filters: 2, kernelSize: 5, inputShape: [3, 3, 1] })] }), says: /conv2d_\S+ gets \[batch, 3, 3, 1\]/, advises: "padding: 'same'" },
  { what: 'no units', code: 'layer-setting', provoke: (tf) => tf.layers.dense({}), says: 'units is a whole number above 0; it is undefined', advises: '{ units: 8 }' },
  { what: 'negative units', code: 'layer-setting', provoke: (tf) => tf.layers.dense({ units: -3 }), says: 'it is -3', advises: null },
  { what: 'no filters', code: 'layer-setting', provoke: (tf) => tf.layers.conv2d({ kernelSize: 3 }), says: 'filters' },
  { what: 'no kernelSize', code: 'layer-setting', provoke: (tf) => tf.layers.conv2d({ filters: 3 }), says: 'needs kernelSize' },
  { what: 'an unknown activation', code: 'unknown-name', provoke: (tf) => tf.layers.dense({ units: 1, activation: 'rulu' }), says: 'no activation called "rulu"', advises: '"relu"' },
  { what: 'an unknown loss', code: 'unknown-name', provoke: (tf) => model(tf, 'crossentropy'), says: 'no loss called "crossentropy"', advises: 'meanSquaredError, categoricalCrossentropy' },
  { what: 'an unknown optimizer', code: 'unknown-name', provoke: (tf) => model(tf).compile({ optimizer: 'adm', loss: 'meanSquaredError' }), says: 'no optimizer called "adm"', advises: '"adam"' },
  { what: 'an unknown initializer', code: 'unknown-name', provoke: (tf) => tf.layers.dense({ units: 1, kernelInitializer: 'zero' }), says: 'no initializer called "zero"', advises: '"zeros"' },
  { what: 'an unknown metric', code: 'unknown-name', provoke: (tf) => model(tf).compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['acurracy'] }), says: 'no metric called "acurracy"', advises: '"accuracy"' },
  { what: 'layers of different widths', code: 'broadcast', provoke: (tf) => tf.layers.add().apply([tf.input({ shape: [3] }), tf.input({ shape: [4] })]), says: '[3] and [4] do not fit' },
  { what: 'one input to merge', code: 'merge', provoke: (tf) => tf.layers.add().apply(tf.input({ shape: [3] })), says: 'got 1' },
  { what: 'a concatenation', code: 'merge', provoke: (tf) => tf.layers.concatenate({ axis: 1 }).apply([tf.input({ shape: [3, 2] }), tf.input({ shape: [4, 3] })]), says: '[batch, 3, 2] and [batch, 4, 3]' },
  { what: 'weights of another shape', code: 'weights', provoke: (tf) => model(tf).setWeights([tf.ones([2, 1]), tf.ones([1])]), says: 'shape [3, 1]; the one given has [2, 1]' },
  { what: 'too few weights', code: 'weights', provoke: (tf) => model(tf).layers[0].setWeights([tf.ones([3, 1])]), says: 'has 2 weights, and setWeights was given 1', advises: '[kernel, bias]' },
  { what: 'a layer that is not there', code: 'no-layer', provoke: (tf) => model(tf).getLayer('nope'), says: '"nope"', advises: 'model.summary()' },
  { what: 'a graph in two parts', code: 'disconnected', provoke: (tf) => tf.model({ inputs: tf.input({ shape: [3] }), outputs: tf.layers.dense({ units: 1 }).apply(tf.input({ shape: [3], name: 'other' })) }), says: 'The output needs other' },
  { what: 'a disposed model', code: 'layer-disposed', provoke: (tf) => { const made = model(tf); made.dispose(); return made.predict(tf.ones([1, 3])); }, says: 'disposed' },
  { what: 'fit twice at once', code: 'fit-ongoing', provoke: (tf) => { const made = model(tf); return Promise.all([made.fit(tf.ones([2, 3]), tf.ones([2, 1])), made.fit(tf.ones([2, 3]), tf.ones([2, 1]))]); }, says: 'already', advises: 'await model.fit' },
];

describe('explainTensorError', () => {
  let tf: typeof tensorflow;
  const depth = Error.stackTraceLimit;
  before(async () => {
    // As deep as in a learner's process: the op is under a dozen frames.
    Error.stackTraceLimit = 100;
    ({ tf } = await startEngine());
  });
  after(() => (Error.stackTraceLimit = depth));
  beforeEach(() => tf.disposeVariables());

  for (const { what, code, provoke, says, advises } of mishaps) {
    it(`explains ${code}: ${what}`, async () => {
      const error = await thrownBy(() => provoke(tf));
      const explained = explainTensorError(error);
      assert.ok(explained !== undefined, `not recognised: ${String(error)}`);
      assert.equal(explained.code, `tensor-${code}`);
      assertSays(explained.localized.en, says);
      if (advises === null) assert.equal(explained.hint, undefined);
      else if (advises !== undefined) assertSays(explained.hint?.en ?? '', advises);
      for (const text of [explained.localized, explained.hint]) {
        if (text === undefined) continue;
        assert.deepEqual(numbersIn(text.es), numbersIn(text.en), 'the same numbers in both languages');
        assert.notEqual(text.es, text.en);
        for (const said of [text.en, text.es]) assert.doesNotMatch(said, /undefined (?!or? )|NaN|\[object|!| {2}/);
      }
    });
  }

  it('suggests only names that there are', () => {
    const loose: Loose = tf;
    const uses: Readonly<Record<string, (name: string) => unknown>> = {
      activation: (name) => loose.layers.dense({ units: 1, activation: name }),
      initializer: (name) => loose.layers.dense({ units: 1, kernelInitializer: name }),
      loss: (name) => model(loose, name),
      metric: (name) => model(loose).compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: [name] }),
      optimizer: (name) => model(loose).compile({ optimizer: name, loss: 'meanSquaredError' }),
    };
    for (const [kind, { names }] of Object.entries(kinds)) for (const name of names) assert.doesNotThrow(() => uses[kind]!(name), `${kind} ${name}`);
  });

  it('lets other errors pass', () => {
    for (const other of [new Error('no such file'), new TypeError('x.foo is not a function'), 'Tensor is disposed.', undefined, null, 7]) {
      assert.equal(explainTensorError(other), undefined);
    }
    assert.equal(explainTensorError(new Error('Size(6) must match the product of shape -1,4')), undefined);
    assert.equal(explainTensorError(new TypeError("Cannot read properties of undefined (reading 'length')")), undefined);
    assert.equal(explainTensorError(new Error(`Tensor is disposed.${' '.repeat(5000)}`)), undefined);
  });

  it('survives an error that defends itself', () => {
    const error = new Error('x');
    Object.defineProperty(error, 'message', { get: () => { throw new Error('mine'); } });
    assert.equal(explainTensorError(error), undefined);
    assert.equal(explainTensorError(new Proxy({}, { getPrototypeOf: () => { throw new Error('mine'); } })), undefined);
    assert.equal(explainTensorError(Object.assign(new Error('x'), { message: 5, stack: {} })), undefined);
  });
});

async function thrownBy(provoke: () => unknown): Promise<unknown> {
  try {
    await provoke();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was thrown' });
}

function assertSays(text: string, expected: string | RegExp): void {
  assert.ok(typeof expected === 'string' ? text.includes(expected) : expected.test(text), `"${text}" does not say ${expected}`);
}

function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].map(String).sort();
}
