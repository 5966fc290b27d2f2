import { labelerSamples } from '../../../core/labeler/samples';
import { tableFiles } from '../../shared/table-file/table-words';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { FileButton } from '../../ui/file-button';
import { useActions, useStudio } from '../../use-studio';

/** Before there is a file: what will be here, and the two ways to it. */
export function EmptyData() {
  const { label } = useActions();
  const state = useStudio((studio) => studio.label.files.training);
  return (
    <div className="empty-data">
      {state.status === 'failed' && (
        <Alert title={`${state.name}: ${state.problem.title}`}>{state.problem.message}</Alert>
      )}
      <EmptyState
        title="Start with labeled rows"
        action={
          <FileButton
            variant="primary"
            label="Training CSV"
            accept={tableFiles}
            onFile={(file) => void label.chooseFile('training', file)}
          >
            Choose a training CSV
          </FileButton>
        }
      >
        Drop a CSV, TSV, JSONL, JSON or Excel file anywhere on this page. A labeler learns its labels, one rule at a
        time. Nothing is sent to a model before you press Train.
      </EmptyState>
      <div className="samples">
        <h3 className="label">Try with a sample</h3>
        {labelerSamples.map(({ key, name, about }) => (
          <div key={key}>
            <Button icon="table" onClick={() => void label.openSample(key)}>
              {name}
            </Button>
            <p className="hint">{about}</p>
          </div>
        ))}
      </div>
    </div>
  );
}
