import { useState } from 'react';
import type { Checkpoint, LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { scoreName } from '../../../core/labeler/run/score-name';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Chip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import { useActions } from '../../use-studio';
import { mutationWords } from '../results/mutation-words';
import { lineageOf } from './listed-checkpoints';
import { checkpointName, gainWords, isImported, originWords, scoreWords } from './rule-words';

interface LineageDialogProps {
  readonly run: LabelerRun;
  readonly labeler: TrainedLabeler;
  readonly onClose: () => void;
}

/** Every rulebook that was a champion or was made by hand, the latest first, each to be restored. */
export function LineageDialog({ run, labeler, onClose }: LineageDialogProps) {
  const { label } = useActions();
  const [all, setAll] = useState(false);
  const listed = lineageOf(labeler, all ? 'all' : 'champions');
  const score = run.settings === null ? 'score' : scoreName(run.settings.hyperparameters.score);
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title="Lineage"
      description={`Champions and changes by hand, the latest first, with their ${score} on the validation rows. Restore puts one back on the screen; the others stay here.`}
    >
      <Checkbox label="Show challengers too" checked={all} onCheck={setAll} />
      <ol className="lineage" aria-label="Checkpoints">
        {listed.map((checkpoint) => (
          <Item
            key={checkpoint.id}
            checkpoint={checkpoint}
            isNow={checkpoint.id === labeler.currentId}
            isChampion={checkpoint.id === labeler.championId && !isImported(checkpoint)}
            onRestore={() => label.restoreCheckpoint(labeler.key, checkpoint.id)}
          />
        ))}
      </ol>
    </Dialog>
  );
}

interface ItemProps {
  readonly checkpoint: Checkpoint;
  readonly isNow: boolean;
  readonly isChampion: boolean;
  readonly onRestore: () => void;
}

function Item({ checkpoint, isNow, isChampion, onRestore }: ItemProps) {
  const name = checkpointName(checkpoint);
  const change = checkpoint.parentId === null ? null : mutationWords(checkpoint.mutation);
  const because = checkpoint.parentId === null || checkpoint.because === null ? null : originWords(checkpoint);
  return (
    <li aria-current={isNow || undefined}>
      <div>
        <b>{name}</b>
        {isChampion && (
          <Chip icon="check" tone="accent">
            champion
          </Chip>
        )}
        <span className="small muted">{scoreWords(checkpoint)}</span>
        <span className="small faint">{[because, gainWords(checkpoint)].filter(Boolean).join(', ')}</span>
      </div>
      {change !== null && (
        <p className="small">
          <span className="muted">{change.what}:</span> {change.text}
        </p>
      )}
      {isNow ? (
        <Chip icon="check" className="now">
          Now
        </Chip>
      ) : (
        <Button tight label={`Restore ${change === null ? name : `${name}: ${change.what}`}`} onClick={onRestore}>
          Restore
        </Button>
      )}
    </li>
  );
}
