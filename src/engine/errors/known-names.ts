/** What a layer or compile() takes by name. */
interface Kind {
  readonly en: string;
  readonly es: string;
  readonly names: readonly string[];
}

/** By the word that a message has for them; the most usual names first. */
export const kinds: Readonly<Record<string, Kind>> = {
  activation: { en: 'activation', es: 'activación', names: ['relu', 'sigmoid', 'tanh', 'softmax', 'linear', 'elu', 'selu', 'relu6', 'softplus', 'softsign', 'hardSigmoid', 'swish', 'mish', 'gelu'] },
  initializer: { en: 'initializer', es: 'inicializador', names: ['glorotUniform', 'glorotNormal', 'heNormal', 'heUniform', 'zeros', 'ones', 'leCunNormal', 'leCunUniform', 'randomNormal', 'randomUniform', 'truncatedNormal', 'varianceScaling', 'orthogonal', 'identity'] },
  loss: { en: 'loss', es: 'pérdida', names: ['meanSquaredError', 'categoricalCrossentropy', 'binaryCrossentropy', 'sparseCategoricalCrossentropy', 'meanAbsoluteError', 'hinge', 'categoricalHinge', 'cosineProximity', 'kullbackLeiblerDivergence', 'logcosh', 'meanAbsolutePercentageError', 'meanSquaredLogarithmicError', 'poisson', 'squaredHinge'] },
  metric: { en: 'metric', es: 'métrica', names: ['accuracy', 'mse', 'mae', 'binaryAccuracy', 'categoricalAccuracy', 'precision', 'cosine'] },
  optimizer: { en: 'optimizer', es: 'optimizador', names: ['sgd', 'adam', 'rmsprop', 'adagrad', 'adadelta', 'adamax'] },
};
