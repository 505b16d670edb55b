import { readNpyHeader } from './npy-header';
import { readBlock } from './read-block';
import { named, type NamedSource, type Source } from './source';
import { createTensorFile, stem, type StoredTensor, type TensorFile } from './tensor-file';

/** A .npy file: one array, named after the file. Throws HumanError for anything else, structured dtypes included. */
export async function openNpy(given: Source, name: string): Promise<TensorFile> {
  return createTensorFile(name, { format: 'npy', tensors: [await readNpyTensor(named(given, name), stem(name))] });
}

/** The array of a .npy file, which may be a member of an archive, under the name it has there. */
export async function readNpyTensor(source: NamedSource, name: string): Promise<StoredTensor> {
  const { shape, layout, length } = await readNpyHeader(source);
  return {
    entry: { name, dtype: layout.dtype, shape, bytes: { offset: layout.offset, length } },
    load: (slice) => readBlock(source, layout, slice, { en: 'the elements', es: 'los elementos' }),
  };
}
