import type { DataToMake } from '../run/tuning-settings';
import { type ExportFormat, exportFormats } from './export-settings';
import type { TrainingExample } from './training-example';

interface Format {
  readonly name: string;
  readonly kind: TrainingExample['kind'];
  /** A chat template is filled in, in the lines as well as in the CSV. */
  readonly hasText: boolean;
  /** Columns beside those that trainers read do no harm: a score of a pair, and a mark for what was edited. */
  readonly takesMore: boolean;
}

const formats: Readonly<Record<ExportFormat, Format>> = {
  'trl-messages': { name: 'TRL SFT: messages', kind: 'supervised', hasText: false, takesMore: true },
  'trl-prompt-completion': {
    name: 'TRL SFT: prompt and completion',
    kind: 'supervised',
    hasText: false,
    takesMore: true,
  },
  'trl-text': { name: 'TRL SFT: text', kind: 'supervised', hasText: true, takesMore: true },
  'trl-preference': { name: 'TRL DPO, ORPO, CPO: messages', kind: 'preference', hasText: false, takesMore: true },
  'trl-preference-text': { name: 'TRL DPO, ORPO, CPO: text', kind: 'preference', hasText: false, takesMore: true },
  'trl-unpaired': { name: 'TRL KTO', kind: 'unpaired', hasText: false, takesMore: true },
  'openai-sft': { name: 'OpenAI, Together, Fireworks: SFT', kind: 'supervised', hasText: false, takesMore: false },
  'openai-dpo': { name: 'OpenAI, Together, Fireworks: DPO', kind: 'preference', hasText: false, takesMore: false },
  'gemini-sft': { name: 'Gemini SFT', kind: 'supervised', hasText: false, takesMore: false },
  'gemini-preference': { name: 'Gemini preference', kind: 'preference', hasText: false, takesMore: false },
  'llama-factory-sft': { name: 'LLaMA-Factory SFT', kind: 'supervised', hasText: false, takesMore: false },
  'llama-factory-dpo': { name: 'LLaMA-Factory DPO', kind: 'preference', hasText: false, takesMore: false },
  'constitutional-ai': { name: 'Constitutional-AI data set', kind: 'preference', hasText: false, takesMore: true },
  'ancestor-sft': { name: 'CSV: text', kind: 'supervised', hasText: true, takesMore: false },
  'ancestor-dpo': { name: 'CSV: prompt, chosen, rejected', kind: 'preference', hasText: false, takesMore: false },
};

export function formatOf(format: ExportFormat): Format {
  return formats[format];
}

/** What Download gives of a format. */
export interface FormatForm {
  /** What the file holds, in words for the screen. */
  readonly about: string;
  readonly extension: 'csv' | 'jsonl' | 'json';
}

/** Both buttons give a file of every format: a CSV is the one of the format's kind, and a JSONL of a CSV holds its columns as keys. */
export function formOf(format: ExportFormat, as: 'csv' | 'jsonl'): FormatForm {
  if (as === 'csv') return { about: csvAbout[formats[format].kind], extension: 'csv' };
  switch (format) {
    case 'llama-factory-sft':
    case 'llama-factory-dpo':
      return { about: 'JSON, with the entry for dataset_info.json', extension: 'json' };
    case 'ancestor-sft':
      return { about: 'JSONL with the key text', extension: 'jsonl' };
    case 'ancestor-dpo':
      return { about: 'JSONL with the keys prompt, chosen, rejected', extension: 'jsonl' };
    default:
      return { about: `JSONL: ${formats[format].name}`, extension: 'jsonl' };
  }
}

const csvAbout = {
  supervised: 'CSV with the column text',
  preference: 'CSV with the columns prompt, chosen, rejected',
  unpaired: 'CSV with the columns prompt, completion, label',
} as const;

/** Whether the settings of the chat template bear on what is downloaded. A CSV of supervised data always has `text`. */
export function usesChatTemplate(format: ExportFormat, as: 'csv' | 'jsonl'): boolean {
  return formats[format].hasText || (as === 'csv' && formats[format].kind === 'supervised');
}

/** In which a run of this kind can be taken away; the first is the one to begin with. */
export function formatsFor(make: DataToMake): readonly ExportFormat[] {
  const kinds = kindsOf[make];
  return exportFormats
    .filter((format) => kinds.includes(formats[format].kind))
    .filter((format) => make !== 'comparison' || format !== 'constitutional-ai')
    .toSorted((a, b) => kinds.indexOf(formats[a].kind) - kinds.indexOf(formats[b].kind));
}

/** The one to go on with when a run begins: another kind of data than that of the run before brings its first format along. */
export function formatAfter(
  format: ExportFormat,
  { before, make }: { readonly before: DataToMake | undefined; readonly make: DataToMake },
): ExportFormat {
  const [first = format] = formatsFor(make);
  return before === make || formats[first].kind === formats[format].kind ? format : first;
}

const kindsOf: Readonly<Record<DataToMake, readonly TrainingExample['kind'][]>> = {
  improvement: ['supervised', 'preference', 'unpaired'],
  'revision-pair': ['preference', 'supervised', 'unpaired'],
  comparison: ['preference', 'unpaired'],
};
