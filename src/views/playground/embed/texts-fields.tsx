import type { DatasetRef } from '../../../core/dataset/dataset-ref';
import type { VectorCapabilities } from '../../../core/model/completion-capabilities';
import { counted } from '../../shared/counted';
import { FileBox } from '../../shared/table-file/file-box';
import { TableDetails } from '../../shared/table-file/table-details';
import { columnWords } from '../../shared/table-file/table-words';
import { LinkButton } from '../../ui/link-button';
import { Select } from '../../ui/select';
import { TextArea } from '../../ui/text-area';
import { AttachImage } from '../images/attach-image';
import { ImageChip } from '../images/image-chip';
import { imageTarget } from '../images/image-target';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { FoundTexts } from './found-texts';

/** What becomes vectors: lines, or a column of a file; and images behind them. */
export function TextsFields({ honours }: { readonly honours: VectorCapabilities }) {
  const { texts, dataset, images } = usePlaygroundWork((work) => work.embed);
  const { setEmbed, attachImage } = usePlaygroundActions();
  const attach = (files: readonly File[]) => {
    files.forEach((file, at) => void attachImage(file, { task: 'embed', place: images.length + at }));
  };
  const found = usePlayground(({ textsFound }) => (textsFound.status === 'found' ? textsFound.found : null));
  return (
    // What is pasted or dropped on the fields.
    <div className="grid gap-2.5" {...(honours.images === true ? imageTarget(attach) : {})}>
      {dataset === null && (
        <TextArea
          label="Texts"
          rows={8}
          wrap="off"
          className="[&_textarea]:text-small"
          value={texts}
          hint={found === null ? 'One in each line.' : `${counted(found.total, 'text')}, one in each line.`}
          onText={(text) => setEmbed({ texts: text })}
        />
      )}
      <TextsFile dataset={dataset} />
      <FoundTexts />
      <Images sha256s={images} />
      <AttachImage
        place={() => ({ task: 'embed', place: images.length })}
        attached={images}
        unavailable={honours.images === true ? undefined : honours.images}
      />
    </div>
  );
}

function TextsFile({ dataset }: { readonly dataset: DatasetRef | null }) {
  const { chooseTexts, cancelReading, changeTextsOptions, removeFile } = usePlaygroundActions();
  const file = usePlayground((state) => state.textsFile);
  const isMissing = usePlayground(
    ({ textsFound }) => textsFound.status === 'refused' && textsFound.problem.kind === 'gone',
  );
  return (
    <>
      <FileBox
        label="Texts CSV"
        state={file}
        dataset={dataset}
        missing={isMissing}
        empty="No file"
        about="CSV, TSV, Excel or JSONL"
        onFile={(chosen) => void chooseTexts(chosen)}
        onCancel={() => cancelReading('texts')}
      />
      {dataset !== null && (
        <>
          <TableDetails dataset={dataset} disabled={false} onRead={(options) => void changeTextsOptions(options)} />
          <LinkButton className="-mt-1 min-h-6 justify-self-start text-small" onClick={() => removeFile('texts')}>
            Type texts instead
          </LinkButton>
          <Columns dataset={dataset} />
        </>
      )}
    </>
  );
}

function Columns({ dataset }: { readonly dataset: DatasetRef }) {
  const { textColumn, colourColumn } = usePlaygroundWork((work) => work.embed);
  const { setEmbed } = usePlaygroundActions();
  const { columns } = dataset.table;
  const names = columns.map(({ name }) => ({ value: name, label: name }));
  const chosen = columns.find(({ name }) => name === textColumn);
  return (
    <div className="grid grid-cols-2 items-start gap-2">
      <Select
        label="Text column"
        value={textColumn ?? ''}
        title={chosen && columnWords(chosen)}
        error={textColumn === null ? 'Which column holds the texts?' : undefined}
        options={textColumn === null ? [{ value: '', label: 'Choose one' }, ...names] : names}
        onPick={(value) => value !== '' && setEmbed({ textColumn: value })}
      />
      <Select
        label="Colour by"
        value={colourColumn ?? ''}
        options={[{ value: '', label: 'nothing' }, ...names]}
        onPick={(value) => setEmbed({ colourColumn: value === '' ? null : value })}
      />
    </div>
  );
}

function Images({ sha256s }: { readonly sha256s: readonly string[] }) {
  const images = usePlaygroundWork((work) => work.images);
  const { removeImage } = usePlaygroundActions();
  if (sha256s.length === 0) return null;
  return (
    <ul aria-label="Images" className="flex flex-wrap gap-1.5">
      {sha256s.map((sha256, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same image may stand there twice
        <li key={`${sha256}/${place}`} className="min-w-0">
          <ImageChip n={place + 1} image={images[sha256]} onRemove={() => removeImage({ task: 'embed', place })} />
        </li>
      ))}
    </ul>
  );
}
