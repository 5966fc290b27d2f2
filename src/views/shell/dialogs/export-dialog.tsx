import { type ExportFormat, exportFile } from '../../../core/project/export-project';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudioStore } from '../../use-studio';
import { FormatRow } from './format-row';

interface Format {
  readonly format: ExportFormat;
  readonly label: string;
  /** After "Copy": other words than the label, so that the two buttons cannot be taken for each other. */
  readonly noun: string;
  readonly holds: string;
}

const formats: readonly Format[] = [
  {
    format: 'project-json',
    label: 'Project JSON',
    noun: 'the whole project',
    holds: 'Everything: prompt, principles, history, inputs, runs, labelers. Import reads it back.',
  },
  {
    format: 'prompt-json',
    label: 'Prompt JSON',
    noun: 'the prompt with its principles',
    holds: 'The artefact to share: prompt, principles with where they come from, variables, model settings.',
  },
  {
    format: 'prompt-text',
    label: 'Prompt text',
    noun: 'the plain prompt',
    holds: 'The prompt as it is sent, with its variables left open.',
  },
  {
    format: 'markdown',
    label: 'Markdown',
    noun: 'the readable page',
    holds: 'The prompt and its principles, to read.',
  },
];

export function ExportDialog() {
  const { closeDialog } = useActions();
  const store = useStudioStore();

  function build(format: ExportFormat) {
    const { project, settings } = store.getState();
    return exportFile(project, { format, model: settings.promptModel });
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Export"
      description="Keys and the settings of this device are never part of an export."
    >
      <ul className="formats" aria-label="Formats">
        {formats.map(({ format, ...words }) => (
          <FormatRow key={format} {...words} build={() => build(format)} />
        ))}
      </ul>
    </Dialog>
  );
}
