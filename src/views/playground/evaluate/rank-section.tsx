import type { RankSetup } from '../../../core/playground/playground-work';
import { counted } from '../../shared/counted';
import { FileBox } from '../../shared/table-file/file-box';
import { TableDetails } from '../../shared/table-file/table-details';
import { Button } from '../../ui/button';
import { DetailsSection } from '../../ui/details-section';
import { Select } from '../../ui/select';
import { TextArea } from '../../ui/text-area';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { foundBlocker, foundSum } from './found-words';
import { useJobBlocker } from './use-job-blocker';

/** Several completions of one prompt, or a file of prompts with completions. */
export function RankSection() {
  const rank = usePlaygroundWork(({ evaluate }) => evaluate.rank);
  const file = usePlayground((state) => state.rankFile);
  const found = usePlayground((state) => state.scoresFound);
  const playground = usePlaygroundActions();
  const put = (change: Partial<RankSetup>) => playground.setEvaluate({ rank: { ...rank, ...change } });
  const blocker = useJobBlocker(foundBlocker(found, nothingToRank(rank)));
  const empty = found.status === 'found' ? found.found.empty.length : 0;
  return (
    <DetailsSection title="Rank" sum={foundSum(found)} startsOpen isLast>
      {rank.dataset === null && (
        <TextArea
          label="Completions to rank"
          hint="One in each line, each scored as it stands"
          rows={4}
          autoGrow
          spellCheck={false}
          value={rank.completions}
          onText={(completions) => put({ completions })}
        />
      )}
      <FileBox
        label="Completions CSV"
        state={file}
        dataset={rank.dataset}
        empty="Or a CSV"
        about="with columns of prompts and completions"
        onFile={(chosen) => void playground.chooseRankFile(chosen)}
        onCancel={() => playground.cancelReading('scores')}
        removal={{ label: 'Remove the file', onRemove: () => playground.removeFile('scores') }}
      />
      {rank.dataset !== null && (
        <>
          <TableDetails
            dataset={rank.dataset}
            disabled={false}
            onRead={(options) => void playground.changeRankOptions(options)}
          />
          <Columns rank={rank} onPut={put} />
        </>
      )}
      {empty > 0 && <p className="hint">{counted(empty, 'row')} without a completion: left out.</p>}
      <Button className="justify-self-start" unavailable={blocker} onClick={() => void playground.rank()}>
        Rank
      </Button>
    </DetailsSection>
  );
}

function nothingToRank({ dataset, completionColumn }: RankSetup): string {
  if (dataset === null) return 'Type completions, one in each line, or choose a file.';
  return completionColumn === null ? 'Choose the completion column first.' : 'The file has no completions.';
}

interface ColumnsProps {
  readonly rank: RankSetup;
  readonly onPut: (change: Partial<RankSetup>) => void;
}

function Columns({ rank: { dataset, promptColumn, completionColumn }, onPut }: ColumnsProps) {
  const names = dataset?.table.columns.map(({ name }) => ({ value: name, label: name })) ?? [];
  return (
    <div className="grid grid-cols-2 gap-2">
      <Select
        label="Prompt column"
        value={promptColumn ?? ''}
        options={[{ value: '', label: 'The prompt above' }, ...names]}
        onPick={(name) => onPut({ promptColumn: name === '' ? null : name })}
      />
      <Select
        label="Completion column"
        value={completionColumn ?? ''}
        options={[{ value: '', label: 'Choose…' }, ...names]}
        onPick={(name) => onPut({ completionColumn: name === '' ? null : name })}
      />
    </div>
  );
}
