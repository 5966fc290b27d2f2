import { useState } from 'react';
import { type ExportFormat, exportFile } from '../../../core/project/export-project';
import { branchCount, exportTranscript, type TranscriptFormat } from '../../../core/project/export-transcript';
import type { VariableStyle } from '../../../core/prompt/doubled-braces';
import { type Format, FormatList } from '../../shared/format-list';
import { Dialog } from '../../ui/dialog';
import { Segmented } from '../../ui/radio-group';
import { Row } from '../../ui/row';
import { useActions, useStudio, useStudioStore } from '../../use-studio';

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

const transcripts: readonly Format<TranscriptFormat>[] = [
  {
    format: 'conversation-json',
    label: 'Conversation JSON',
    noun: 'the messages of the conversation',
    holds: 'What was said, as messages with their roles. All branches are a line each. Import reads it back.',
  },
  {
    format: 'conversation-markdown',
    label: 'Conversation Markdown',
    noun: 'the conversation to read',
    holds: 'Who said what, under the bot description, to read.',
  },
];

const paths = [
  { value: 'shown', label: 'On screen' },
  { value: 'all', label: 'All' },
] as const;

const styles = [
  { value: 'single', label: '{name}' },
  { value: 'double', label: '{{name}}' },
] as const;

export function ExportDialog() {
  const { closeDialog } = useActions().shell;
  const store = useStudioStore();
  const [variables, setVariables] = useState<VariableStyle>('single');
  const [branches, setBranches] = useState<'shown' | 'all'>('shown');
  const branchesThere = useStudio(({ project }) => branchCount(project));

  function build(format: ExportFormat | TranscriptFormat) {
    const { project, settings } = store.getState();
    if (format === 'conversation-json' || format === 'conversation-markdown')
      return exportTranscript(project, { format, branches });
    return exportFile(project, { format, model: settings.promptModel, variables });
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Export"
      description="Keys and the settings of this device are never part of an export."
    >
      <FormatList formats={branchesThere === 0 ? formats : [...formats, ...transcripts]} build={build} />
      <Row className="flex-wrap">
        <span className="hint">Variables in prompt text and Markdown as</span>
        <Segmented label="Variables as" value={variables} options={styles} onPick={setVariables} />
      </Row>
      {branchesThere > 1 && (
        <Row className="flex-wrap">
          <span className="hint">Branches of the conversation</span>
          <Segmented label="Branches" value={branches} options={paths} onPick={setBranches} />
        </Row>
      )}
    </Dialog>
  );
}
