import { useState } from 'preact/hooks';
import type { Localized } from '../../../protocol/localized';
import { IconButton, Select, Slider } from '../../lib/controls';
import { formatShape } from '../../lib/format-number';
import { useText } from '../../lib/language';
import type { ViewKind, ViewProps } from '../../lib/view-kind';
import { findSubjects, type Subject } from './difference';
import { SingleTensor } from './single-tensor';
import { TensorPair } from './tensor-pair';

const words = {
  title: { en: 'Tensors', es: 'Tensores' },
  tensor: { en: 'Tensor', es: 'Tensor' },
  moment: { en: 'Shown', es: 'Mostrado' },
  table: { en: 'Show as table', es: 'Mostrar como tabla' },
} satisfies Record<string, Localized>;
const pairText: Localized = { en: 'Expected and yours', es: 'El esperado y el tuyo' };

function Tensors({ trace, slice, runAgain, live }: ViewProps) {
  const text = useText();
  const [chosen, setChosen] = useState<string>();
  const [moment, setMoment] = useState<number>();
  const [asTable, setAsTable] = useState(false);
  const subjects = findSubjects(trace.tensors);
  const subject = subjects.find(({ id }) => id === chosen) ?? subjects[0]!;
  const versions = (name: string) => trace.tensors.find((tensor) => tensor.name === name)!.versions;
  const shown = versions(subject.kind === 'pair' ? subject.actual : subject.name);
  // Nobody having chosen, the newest is shown, and stays the newest as more come.
  const at = Math.min(moment ?? shown.length - 1, shown.length - 1);
  const tensor = shown[at]!;
  // A test's own pair has the test's id for a name, and the test's title stands above already.
  const titleOf = (item: Subject): string => {
    if (item.kind === 'single') return item.name;
    return item.name === trace.trace.test ? text(pairText) : `${text(pairText)}: ${item.name}`;
  };
  const common = { slice, asTable, again: live ? undefined : runAgain };

  return (
    <section class="view" aria-label={text(words.title)}>
      <header class="view-toolbar">
        <h2>{text(words.title)}</h2>
        <span class="number caption">
          {formatShape(tensor.shape)} {tensor.summary.dtype}
        </span>
        <IconButton icon="table" label={text(words.table)} pressed={asTable} onClick={() => setAsTable(!asTable)} />
      </header>
      {subjects.length > 1 || subject.kind === 'pair' ? (
        <Select label={text(words.tensor)} value={subject.id} options={subjects.map((item) => ({ value: item.id, text: titleOf(item) }))} onChange={setChosen} />
      ) : (
        <p class="number">{subject.name}</p>
      )}
      {shown.length > 1 && (
        <Slider label={text(words.moment)} value={at} max={shown.length - 1} text={`${at + 1} / ${shown.length}`} onChange={setMoment} />
      )}
      {subject.kind === 'pair' ? (
        <TensorPair expected={versions(subject.expected).at(Math.min(at, versions(subject.expected).length - 1))!} actual={tensor} {...common} />
      ) : (
        <SingleTensor tensor={tensor} {...common} />
      )}
    </section>
  );
}

export const view: ViewKind = {
  kind: 'tensor',
  title: words.title,
  accepts: ({ tensors }) => tensors.length > 0,
  View: Tensors,
};
