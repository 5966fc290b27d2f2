import { useState } from 'react';
import { type ExportFormat, exportFile } from '../../../core/project/export-project';
import type { VariableStyle } from '../../../core/prompt/doubled-braces';
import { type Format, FormatList } from '../../shared/format-list';
import { Dialog } from '../../ui/dialog';
import { Segmented } from '../../ui/radio-group';
import { Row } from '../../ui/row';
import { useActions, useStudioStore } from '../../use-studio';

const formats: readonly Format<ExportFormat>[] = [
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
    holds: 'The prompt as it is sent, with its variables left open. Import reads it back.',
  },
  {
    format: 'markdown',
    label: 'Markdown',
    noun: 'the readable page',
    holds: 'The prompt and its principles, to read. Import reads it back.',
  },
];

const styles = [
  { value: 'single', label: '{name}' },
  { value: 'double', label: '{{name}}' },
] as const;

export function ExportDialog() {
  const { closeDialog } = useActions().shell;
  const store = useStudioStore();
  const [variables, setVariables] = useState<VariableStyle>('single');

  function build(format: ExportFormat) {
    const { project, settings } = store.getState();
    return exportFile(project, { format, model: settings.promptModel, variables });
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Export"
      description="Keys and the settings of this device are never part of an export."
    >
      <FormatList formats={formats} build={build} />
      <Row className="flex-wrap">
        <span className="hint">Variables in prompt text and Markdown as</span>
        <Segmented label="Variables as" value={variables} options={styles} onPick={setVariables} />
      </Row>
    </Dialog>
  );
}
