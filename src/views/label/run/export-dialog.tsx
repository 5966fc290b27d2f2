import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { exportLabeler, type LabelerFormat } from '../../../core/labeler-files/export-labeler';
import { correctionsOf } from '../../../store/label/corrections';
import { type Format, FormatList } from '../../shared/format-list';
import { Dialog } from '../../ui/dialog';
import { useStudioStore } from '../../use-studio';
import { exportedContent } from './exported-content';

const formats: readonly Format<LabelerFormat>[] = [
  {
    format: 'labeler-json',
    label: 'Labeler JSON',
    noun: 'the whole labeler',
    holds: 'Rules, settings and scorecard. Import labeler reads it back.',
  },
  {
    format: 'prompt-text',
    label: 'Prompt',
    noun: 'the plain prompt',
    holds: 'What is sent to label a row, with its inputs left open: for use anywhere.',
  },
  {
    format: 'markdown',
    label: 'Markdown',
    noun: 'the readable page',
    holds: 'The rules and their scorecard, to read.',
  },
];

interface ExportLabelerDialogProps {
  readonly run: LabelerRun;
  readonly onClose: () => void;
}

export function ExportLabelerDialog({ run, onClose }: ExportLabelerDialogProps) {
  const store = useStudioStore();

  function build(format: LabelerFormat) {
    const { project } = store.getState();
    const corrections = project.labeler === null ? {} : correctionsOf(project.labeler, run);
    const content = exportedContent(run, { name: project.name, corrections });
    if (content === null) throw new Error('Expected a labeler with rules, found none.');
    return exportLabeler(content, format);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Export labeler"
      description="The rules as they are on the screen. Neither keys nor rows of your file are in it."
    >
      <FormatList formats={formats} build={build} />
    </Dialog>
  );
}
