/** What `npm run demo` grades as a mistaken perceptron: its error has the wrong sign. */
export interface Unit {
  readonly weights: readonly number[];
  readonly bias: number;
}

export interface TrainOptions {
  readonly rate?: number;
  readonly maxEpochs?: number;
  readonly initialWeights?: readonly number[];
  readonly initialBias?: number;
}

export interface History {
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[];
  readonly errors: readonly number[];
}

function predict({ weights, bias }: Unit, x: readonly number[]): number {
  let score = bias;
  for (let i = 0; i < x.length; i++) score += weights[i]! * x[i]!;
  return score > 0 ? 1 : 0;
}

export function update(unit: Unit, x: readonly number[], target: number, rate: number): Unit {
  const error = predict(unit, x) - target;
  return {
    weights: unit.weights.map((weight, i) => weight + rate * error * x[i]!),
    bias: unit.bias + rate * error,
  };
}

export function train(X: readonly (readonly number[])[], y: readonly number[], options: TrainOptions = {}): History {
  const { rate = 1, maxEpochs = 100, initialBias = 0, initialWeights = X[0]!.map(() => 0) } = options;
  let unit: Unit = { weights: initialWeights, bias: initialBias };
  const history = { weights: [] as (readonly number[])[], bias: [] as number[], errors: [] as number[] };
  for (let epoch = 0; epoch < maxEpochs; epoch++) {
    let wrong = 0;
    for (let i = 0; i < X.length; i++) {
      if (predict(unit, X[i]!) !== y[i]) wrong++;
      unit = update(unit, X[i]!, y[i]!, rate);
    }
    history.weights.push(unit.weights);
    history.bias.push(unit.bias);
    history.errors.push(wrong);
    if (wrong === 0) break;
  }
  return history;
}
