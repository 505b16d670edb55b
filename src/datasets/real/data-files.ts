/** One file as it is published. */
export interface PublishedFile {
  readonly name: string;
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** A file that lies in an archive. */
export type PackedFile = Omit<PublishedFile, 'url'>;

/** A public data set: its files, and the archive that they come in where they do not come one by one. */
export interface RealData {
  readonly title: string;
  readonly files: readonly (PublishedFile | PackedFile)[];
  readonly archive?: PublishedFile;
}

export const realDataNames = ['mnist', 'cifar10'] as const;
export type RealDataName = (typeof realDataNames)[number];

/*
 * The sizes and sums of MNIST's files are those that TensorFlow Datasets keeps for the same addresses
 * (tensorflow/datasets, url_checksums/mnist.txt). Google's copy is named, because the authors' page asks programs to use copies.
 */
const mnistFile = (name: string, size: number, sha256: string): PublishedFile => ({
  name,
  url: `https://storage.googleapis.com/cvdf-datasets/mnist/${name}`,
  size,
  sha256,
});

/** Every file of the binary version of CIFAR-10 has 10 000 records of one label and 3072 pixels. */
const cifar10File = (name: string, sha256: string): PackedFile => ({ name, size: 10_000 * 3073, sha256 });

export const realData: Readonly<Record<RealDataName, RealData>> = {
  mnist: {
    title: 'MNIST',
    files: [
      mnistFile('train-images-idx3-ubyte.gz', 9_912_422, '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609'),
      mnistFile('train-labels-idx1-ubyte.gz', 28_881, '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c'),
      mnistFile('t10k-images-idx3-ubyte.gz', 1_648_877, '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6'),
      mnistFile('t10k-labels-idx1-ubyte.gz', 4542, 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'),
    ],
  },
  cifar10: {
    title: 'CIFAR-10',
    // The archive's sum is the one that several projects pin for its authors' address; those of its files are torchvision-ruby's.
    archive: {
      name: 'cifar-10-binary.tar.gz',
      url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
      size: 170_052_171,
      sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
    },
    files: [
      cifar10File('data_batch_1.bin', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5'),
      cifar10File('data_batch_2.bin', 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed'),
      cifar10File('data_batch_3.bin', 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67'),
      cifar10File('data_batch_4.bin', '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48'),
      cifar10File('data_batch_5.bin', '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add'),
      cifar10File('test_batch.bin', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b'),
    ],
  },
};
