import { useState } from 'react';
import { sizeWords } from '../../../core/local/size-words';
import { type ExportFormat, exportFile } from '../../../core/project/export-project';
import { branchCount, exportTranscript, type TranscriptFormat } from '../../../core/project/export-transcript';
import { imageBytes, mostImageBytes, withoutImages } from '../../../core/project/project-images';
import type { VariableStyle } from '../../../core/prompt/doubled-braces';
import { downloadExport, type Format, FormatList } from '../../shared/format-list';
import { Button } from '../../ui/button';
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
  const [asking, setAsking] = useState(false);
  const branchesThere = useStudio(({ project }) => branchCount(project));
  const images = useStudio(({ project }) => imageBytes(project));

  function build(format: ExportFormat | TranscriptFormat) {
    const { project, settings } = store.getState();
    if (format === 'conversation-json' || format === 'conversation-markdown')
      return exportTranscript(project, { format, branches });
    return exportFile(project, { format, model: settings.promptModel, variables });
  }

  function exportProject(holdsImages: boolean) {
    const { project, settings } = store.getState();
    const exported = holdsImages ? project : withoutImages(project);
    downloadExport(exportFile(exported, { format: 'project-json', model: settings.promptModel }));
    setAsking(false);
  }

  if (asking) return <ImagesQuestion bytes={images} onAnswer={exportProject} onCancel={() => setAsking(false)} />;
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Export"
      description="Keys and the settings of this device are never part of an export."
    >
      <FormatList
        formats={branchesThere === 0 ? formats : [...formats, ...transcripts]}
        build={build}
        ask={images > mostImageBytes ? { 'project-json': () => setAsking(true) } : {}}
      />
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

interface ImagesQuestionProps {
  readonly bytes: number;
  readonly onAnswer: (holdsImages: boolean) => void;
  readonly onCancel: () => void;
}

/** A file of so many images is slow to open and to send: they are asked for. */
function ImagesQuestion({ bytes, onAnswer, onCancel }: ImagesQuestionProps) {
  return (
    <Dialog
      open
      onClose={onCancel}
      role="alertdialog"
      size="narrow"
      title="Export the images, too?"
      description={`The images of this project are ${sizeWords(bytes)}, and take a third more in a file. Without them, prompts and runs keep their places, and the images have to be attached again.`}
      footer={
        <>
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
          <span className="grow" />
          <Button onClick={() => onAnswer(false)}>Export without images</Button>
          <Button variant="solid" onClick={() => onAnswer(true)}>
            Export with images
          </Button>
        </>
      }
    />
  );
}
