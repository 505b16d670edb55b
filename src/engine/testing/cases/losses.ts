import type { Draw } from '../draw';
import type { Case, Cases } from '../fuzz';

export function lossCases(): Cases {
  const cases: Record<string, (draw: Draw) => Case> = {};
  const drawn = (draw: Draw) => {
    const [n, classes] = [draw.int(1, 5), draw.int(2, 5)];
    const reduction = draw.pick([0, 1, 2, 3]);
    return { n, classes, reduction, weights: draw.pick([[n, classes], [n, 1], []]) };
  };
  for (const name of ['absoluteDifference', 'meanSquaredError', 'huberLoss'] as const) {
    cases[name] = (draw) => {
      const { n, classes, reduction, weights } = drawn(draw);
      return {
        inputs: [draw.between(-1, 1, [n, classes]), draw.between(-2, 2, [n, classes]), draw.between(0.5, 1, weights)],
        compute: (tf, t, p, w) =>
          name === 'huberLoss' ? tf.losses.huberLoss(t!, p!, w, 0.7, reduction) : tf.losses[name](t!, p!, w, reduction),
      };
    };
  }
  cases.hingeLoss = (draw) => {
    const { n, classes, reduction } = drawn(draw);
    return {
      inputs: [{ shape: [n, classes], dtype: 'bool' }, draw.between(-2, 2, [n, classes])],
      compute: (tf, t, p) => tf.losses.hingeLoss(tf.cast(t!, 'float32'), p!, undefined, reduction),
    };
  };
  cases.logLoss = (draw) => {
    const { n, classes, reduction } = drawn(draw);
    return {
      inputs: [{ shape: [n, classes], dtype: 'bool' }, draw.between(0.1, 0.9, [n, classes])],
      compute: (tf, t, p) => tf.losses.logLoss(tf.cast(t!, 'float32'), p!, undefined, 1e-7, reduction),
    };
  };
  cases.cosineDistance = (draw) => {
    const { n, classes, reduction } = drawn(draw);
    return {
      inputs: [
        [n, classes],
        [n, classes],
      ],
      compute: (tf, t, p) => tf.losses.cosineDistance(t!, p!, 1, undefined, reduction),
    };
  };
  cases.sigmoidCrossEntropy = (draw) => {
    const { n, classes, reduction } = drawn(draw);
    const smoothing = draw.pick([0, 0.1]);
    return {
      inputs: [{ shape: [n, classes], dtype: 'bool' }, [n, classes]],
      compute: (tf, t, p) => tf.losses.sigmoidCrossEntropy(tf.cast(t!, 'float32'), p!, undefined, smoothing, reduction),
    };
  };
  cases.softmaxCrossEntropy = (draw) => {
    const { n, classes, reduction } = drawn(draw);
    return {
      inputs: [draw.ints(0, classes - 1, [n]), [n, classes]],
      compute: (tf, t, p) => tf.losses.softmaxCrossEntropy(tf.oneHot(t!, classes), p!, undefined, 0.1, reduction),
    };
  };
  return cases;
}
