import { HumanError } from '../protocol/human-error';
import { verbatim } from '../protocol/localized';
import { createInflater, type Inflater } from './inflater';
import { readNpyTensor } from './npy';
import { named, section, type NamedSource, type Source } from './source';
import { createTensorFile, type RefusedEntry, type StoredTensor, type TensorFile } from './tensor-file';
import { fileText, unreadable, unsupported } from './unreadable';
import { findData, readZipDirectory, type ZipMember } from './zip-directory';

const [STORED, DEFLATED] = [0, 8];
const NPY = '.npy';

/** What other programs pack into a zip archive, told by a member's name. */
const otherArchives = [
  {
    member: /^xl\/workbook\.xml$/,
    what: { en: 'an Excel workbook', es: 'un libro de Excel' },
    next: { en: 'Save the sheet as CSV.', es: 'Guarda la hoja como CSV.' },
  },
  {
    member: /(^|\/)data\.pkl$/,
    what: { en: 'a PyTorch checkpoint', es: 'un modelo guardado de PyTorch' },
    next: {
      en: 'Save its tensors with safetensors.torch.save_file.',
      es: 'Guarda sus tensores con safetensors.torch.save_file.',
    },
  },
] as const;

/**
 * A .npz file: a zip archive of .npy arrays, stored or deflated, of more than 4 GiB if need be. A member that cannot be
 * read (texts, objects, encrypted, not an array) is refused by itself. Throws HumanError where nothing is an array,
 * members overlap, two have one name, or the archive is damaged. Names are labels: none is ever used as a path.
 */
export async function openNpz(given: Source, name: string): Promise<TensorFile> {
  const source = named(given, name);
  const members = (await readZipDirectory(source)).filter((member) => !member.name.endsWith('/'));
  if (members.length > 0 && !members.some((member) => member.name.endsWith(NPY))) throw notArrays(name, members);

  const inflater = createInflater();
  const tensors: StoredTensor[] = [];
  const refused: RefusedEntry[] = [];
  let reached = 0;
  // In the order of the file, so that overlaps show; the directory's order is the one that is kept.
  const read = new Map<ZipMember, StoredTensor | RefusedEntry>();
  for (const member of [...members].sort((a, b) => a.offset - b.offset)) {
    const start = await findData(source, member);
    if (member.offset < reached) throw overlapping(name, member, reached);
    reached = start + member.compressedSize;
    read.set(member, await readMember(source, member, start, inflater));
  }
  for (const member of members) {
    const result = read.get(member)!;
    if ('error' in result) refused.push(result);
    else tensors.push(result);
  }
  return createTensorFile(name, { format: 'npz', tensors, refused });
}

async function readMember(
  source: NamedSource,
  member: ZipMember,
  start: number,
  inflater: Inflater,
): Promise<StoredTensor | RefusedEntry> {
  const name = member.name.endsWith(NPY) ? member.name.slice(0, -NPY.length) : member.name;
  try {
    const label = `${fileText(source.name)} (${member.name})`;
    const tensor = await readNpyTensor(
      openMember(section(source, start, member.compressedSize, label), member, inflater),
      name,
    );
    const { bytes } = tensor.entry;
    const stored = member.method === STORED && bytes !== undefined;
    const place = stored
      ? { offset: start + bytes.offset, length: bytes.length }
      : { offset: start, length: member.compressedSize };
    return { ...tensor, entry: { ...tensor.entry, bytes: place } };
  } catch (error) {
    if (error instanceof HumanError) return { name, error };
    throw error;
  }
}

function openMember(
  packed: NamedSource,
  { method, encrypted, crc, size, name }: ZipMember,
  inflater: Inflater,
): NamedSource {
  if (!name.endsWith(NPY)) {
    throw unsupported(
      packed.name,
      { en: 'it is not an array', es: 'no es un arreglo' },
      { en: 'Only .npy members are read.', es: 'Solo se leen los miembros .npy.' },
    );
  }
  if (encrypted) {
    throw unsupported(
      packed.name,
      { en: 'it is encrypted', es: 'está cifrado' },
      { en: 'Save the archive without a password.', es: 'Guarda el archivo sin contraseña.' },
    );
  }
  if (method === DEFLATED) return inflater.open(packed, { format: 'deflate-raw', size, crc });
  if (method !== STORED) {
    throw unsupported(
      packed.name,
      {
        en: `it is compressed in a way Neurona does not read (method ${method})`,
        es: `está comprimido de una forma que Neurona no lee (método ${method})`,
      },
      { en: 'Save it with np.savez or np.savez_compressed.', es: 'Guárdalo con np.savez o np.savez_compressed.' },
    );
  }
  if (size !== packed.size) {
    throw unreadable(packed.name, {
      at: { en: 'the size of the member', es: 'el tamaño del miembro' },
      expected: verbatim(String(packed.size)),
      received: verbatim(String(size)),
    });
  }
  return packed;
}

function overlapping(file: string, { name, offset }: ZipMember, reached: number): Error {
  return unreadable(file, {
    at: { en: `the place of ${fileText(name)}`, es: `el lugar de ${fileText(name)}` },
    expected: {
      en: `byte ${reached} or later, after the member before it`,
      es: `el byte ${reached} o uno posterior, después del miembro anterior`,
    },
    received: { en: `byte ${offset}`, es: `el byte ${offset}` },
  });
}

function notArrays(file: string, members: readonly ZipMember[]): Error {
  const other = otherArchives.find(({ member }) => members.some(({ name }) => member.test(name)));
  if (other !== undefined)
    return unsupported(file, { en: `it is ${other.what.en}`, es: `es ${other.what.es}` }, other.next);
  return unsupported(
    file,
    { en: 'it is a zip archive without .npy arrays', es: 'es un archivo zip sin arreglos .npy' },
    {
      en: 'Open one made with np.savez, or take out the file you want to see.',
      es: 'Abre uno hecho con np.savez, o saca del zip el archivo que quieres ver.',
    },
  );
}
