"""The nets of nets.ts in PyTorch and in TensorFlow's own Python, for the bench.

usage: engine.py torch|tensorflow [threads]. It reads requests and writes answers as serve.ts does.
"""
import json
import os
import sys
import time


def pytorch(threads):
    import torch
    from torch import nn

    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(1)

    def train(model, x, y, loss):
        optimizer = torch.optim.Adam(model.parameters())

        def step():
            optimizer.zero_grad()
            value = loss(model(x), y)
            value.backward()
            optimizer.step()
            return value.item()

        return step

    def convolutional(padding, side):
        layers = [
            nn.Conv2d(3, 16, 3, padding=padding), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=padding), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(32 * side * side, 64), nn.ReLU(), nn.Linear(64, 10),
        ]
        return train(nn.Sequential(*layers), torch.randn(64, 3, 32, 32), torch.arange(64) % 10, nn.CrossEntropyLoss())

    def mlp():
        model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
        return train(model, torch.randn(64, 784), torch.arange(64) % 10, nn.CrossEntropyLoss())

    class Lstm(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(32, 64, batch_first=True)
            self.dense = nn.Linear(64, 10)

        def forward(self, x):
            return self.dense(self.lstm(x)[0][:, -1])

    def lstm():
        return train(Lstm(), torch.randn(32, 20, 32), torch.arange(32) % 10, nn.CrossEntropyLoss())

    x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    y = torch.tensor([[0.0], [1], [1], [0]])

    def xor():
        model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
        return train(model, x, y, nn.BCELoss())

    def weights(requires_grad):
        values = [torch.randn(2, 8), torch.zeros(8), torch.randn(8, 1), torch.zeros(1)]
        return [value.requires_grad_(requires_grad) for value in values]

    def xor_eager():
        parameters = weights(True)
        w1, b1, w2, b2 = parameters
        optimizer = torch.optim.SGD(parameters, lr=0.5)

        def step():
            optimizer.zero_grad()
            output = torch.sigmoid(torch.tanh(x @ w1 + b1) @ w2 + b2)
            (output - y).square().mean().backward()
            optimizer.step()

        return step

    def xor_by_hand():
        parameters = weights(False)
        w1, b1, w2, b2 = parameters

        def step():
            hidden = torch.tanh(x @ w1 + b1)
            output = torch.sigmoid(hidden @ w2 + b2)
            dz2 = (output - y) * output * (1 - output) * 0.5
            dz1 = (dz2 @ w2.T) * (1 - hidden.square())
            for parameter, gradient in zip(parameters, [x.T @ dz1, dz1.sum(0), hidden.T @ dz2, dz2.sum(0)]):
                parameter -= gradient * 0.5

        return step

    def multiply(a, b, transpose):
        left, right = torch.randn(a), torch.randn(b)
        return lambda: (left.transpose(-1, -2) if transpose else left) @ right

    nets = {
        'cnn': lambda: convolutional(0, 6),
        'cnn-same': lambda: convolutional('same', 8),
        'mlp': mlp,
        'lstm': lstm,
        'xor': xor,
        'xor-eager': xor_eager,
        'xor-by-hand': xor_by_hand,
        'matmul-batched': lambda: multiply([4, 256, 256], [4, 256, 256], False),
        'matmul-transposed': lambda: multiply([512, 512], [512, 512], True),
    }
    return torch.__version__, nets


def tensorflow(_threads):
    os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
    import numpy
    import tensorflow as tf

    layers = tf.keras.layers

    def classes(batch):
        return tf.one_hot(numpy.arange(batch) % 10, 10)

    def train(model, x, y, loss='categorical_crossentropy'):
        model.compile('adam', loss)
        return lambda: model.train_on_batch(x, y)

    def convolutional(padding):
        model = tf.keras.Sequential([
            layers.Input((32, 32, 3)),
            layers.Conv2D(16, 3, activation='relu', padding=padding), layers.MaxPool2D(2),
            layers.Conv2D(32, 3, activation='relu', padding=padding), layers.MaxPool2D(2),
            layers.Flatten(), layers.Dense(64, activation='relu'), layers.Dense(10, activation='softmax'),
        ])
        return train(model, tf.random.normal((64, 32, 32, 3)), classes(64))

    def mlp():
        dense = [layers.Dense(128, activation='relu'), layers.Dense(10, activation='softmax')]
        return train(tf.keras.Sequential([layers.Input((784,)), *dense]), tf.random.normal((64, 784)), classes(64))

    def lstm():
        model = tf.keras.Sequential([layers.Input((20, 32)), layers.LSTM(64), layers.Dense(10, activation='softmax')])
        return train(model, tf.random.normal((32, 20, 32)), classes(32))

    x = tf.constant([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    y = tf.constant([[0.0], [1], [1], [0]])

    def xor():
        dense = [layers.Dense(8, activation='tanh'), layers.Dense(1, activation='sigmoid')]
        return train(tf.keras.Sequential([layers.Input((2,)), *dense]), x, y, 'binary_crossentropy')

    def weights():
        values = [tf.random.normal((2, 8)), tf.zeros((8,)), tf.random.normal((8, 1)), tf.zeros((1,))]
        return [tf.Variable(value) for value in values]

    def xor_eager():
        parameters = weights()
        w1, b1, w2, b2 = parameters
        optimizer = tf.keras.optimizers.SGD(0.5)

        def step():
            with tf.GradientTape() as tape:
                output = tf.sigmoid(tf.tanh(x @ w1 + b1) @ w2 + b2)
                loss = tf.reduce_mean(tf.square(output - y))
            optimizer.apply_gradients(zip(tape.gradient(loss, parameters), parameters))

        return step

    def xor_by_hand():
        parameters = weights()
        w1, b1, w2, b2 = parameters

        def step():
            hidden = tf.tanh(x @ w1 + b1)
            output = tf.sigmoid(hidden @ w2 + b2)
            dz2 = (output - y) * output * (1 - output) * 0.5
            dz1 = tf.matmul(dz2, w2, transpose_b=True) * (1 - tf.square(hidden))
            gradients = [
                tf.matmul(x, dz1, transpose_a=True), tf.reduce_sum(dz1, 0),
                tf.matmul(hidden, dz2, transpose_a=True), tf.reduce_sum(dz2, 0),
            ]
            for parameter, gradient in zip(parameters, gradients):
                parameter.assign_sub(gradient * 0.5)

        return step

    def multiply(a, b, transpose):
        left, right = tf.random.normal(a), tf.random.normal(b)
        return lambda: tf.matmul(left, right, transpose_a=transpose)

    nets = {
        'cnn': lambda: convolutional('valid'),
        'cnn-same': lambda: convolutional('same'),
        'mlp': mlp,
        'lstm': lstm,
        'xor': xor,
        'xor-eager': xor_eager,
        'xor-by-hand': xor_by_hand,
        'matmul-batched': lambda: multiply([4, 256, 256], [4, 256, 256], False),
        'matmul-transposed': lambda: multiply([512, 512], [512, 512], True),
    }
    return tf.__version__, nets


# Milliseconds, as in serve.ts.
WARM_UP = 500


def answer(message):
    print(json.dumps(message), flush=True)


def run(step, count, budget):
    taken = []
    end = time.perf_counter() + budget / 1e3
    while len(taken) < count and time.perf_counter() < end:
        start = time.perf_counter()
        step()
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


def main():
    engine = {'torch': pytorch, 'tensorflow': tensorflow}[sys.argv[1]]
    version, nets = engine(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    answer({'ready': version})
    steps = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request['net']
        if name not in steps:
            steps[name] = nets[name]()
            run(steps[name], 3000, WARM_UP)
        answer({'taken': run(steps[name], request['steps'], request['budget'])})


main()
