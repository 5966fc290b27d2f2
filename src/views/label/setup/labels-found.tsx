import type { SplitCounts } from '../../../core/dataset/example';
import { visibleLabel } from '../../../core/dataset/label-spelling';
import type { LabelCounts, Mapping } from '../../../core/dataset/mapping';
import { counted, whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Notice } from '../../ui/notice';
import { rowLook } from '../../ui/row';
import { ScrollFrame } from '../../ui/table/scroll-frame';
import { useActions, useStudio } from '../../use-studio';
import { ScoreByMacroF1 } from '../score-by-macro-f1';
import { useSetup } from '../use-label-work';
import {
  droppedWords,
  fewRowsWords,
  imbalanceWords,
  lastCount,
  skewWords,
  splitWords,
  twinWords,
  withMerged,
} from './mapping-words';

interface LabelsFoundProps {
  readonly mapping: Mapping;
  readonly disabled: boolean;
}

/** What the label column holds: counts with bars, spellings to merge, rows that are dropped or odd. */
export function LabelsFound({ mapping, disabled }: LabelsFoundProps) {
  const check = useStudio((state) => state.label.check);
  const last = lastCount(check);
  if (last === null) {
    return check.status === 'checking' ? <p className="hint">Counting the labels.</p> : null;
  }
  return <Found counts={last.counts} split={last.split} mapping={mapping} disabled={disabled} />;
}

interface FoundProps extends LabelsFoundProps {
  readonly counts: LabelCounts;
  readonly split: SplitCounts | null;
}

function Found({ counts, split, mapping, disabled }: FoundProps) {
  const { label } = useActions();
  const isByAccuracy = useSetup().hyperparameters.score.kind === 'accuracy';
  const most = counts.labels[0]?.count ?? 1;
  const dropped = droppedWords(counts);
  const [twins, imbalance, skew, few] = [
    twinWords(counts),
    imbalanceWords(counts),
    skewWords(counts),
    fewRowsWords(counts),
  ];
  const merged = Object.keys(mapping.merged).length;
  return (
    <div className="labels-found">
      <ScrollFrame label="Labels found" className="relative max-h-[200px] overflow-y-auto">
        <ul aria-label="Labels found">
          {counts.labels.map(({ label: name, count }) => (
            <li key={name}>
              <span className="clip" title={visibleLabel(name)}>
                {visibleLabel(name)}
              </span>
              <i aria-hidden="true">
                <i style={{ width: `${(count / most) * 100}%` }} />
              </i>
              <span className="num">{whole(count)}</span>
            </li>
          ))}
        </ul>
      </ScrollFrame>
      {split !== null && <p className="hint">{splitWords(split)}.</p>}
      {counts.variants.map((variants) => (
        <Notice
          key={variants[0]}
          tone="warn"
          action={
            <Button
              tight
              label={`Merge into ${variants[0]}`}
              unavailable={disabled ? 'Locked during a run.' : undefined}
              onClick={() => label.changeMapping({ merged: withMerged(mapping.merged, variants) })}
            >
              Merge
            </Button>
          }
        >
          {variants.map((variant) => `“${visibleLabel(variant)}”`).join(' and ')} look like one label.
        </Notice>
      ))}
      {merged > 0 && (
        <p className={classNames('hint', rowLook)}>
          {counted(merged, 'spelling')} merged.
          <Button
            variant="ghost"
            tight
            label="Undo: spellings merged"
            unavailable={disabled ? 'Locked during a run.' : undefined}
            onClick={() => label.changeMapping({ merged: {} })}
          >
            Undo
          </Button>
        </p>
      )}
      {dropped.map((words) => (
        <p className="hint" key={words}>
          {words} and {words.startsWith('1 ') ? 'is' : 'are'} left out.
        </p>
      ))}
      {twins !== null &&
        (counts.contradictions > 0 ? <Notice tone="warn">{twins}</Notice> : <p className="hint">{twins}</p>)}
      {few !== null && <Notice tone="warn">{few}</Notice>}
      {skew !== null && isByAccuracy ? (
        <Notice tone="warn">
          {skew} {!disabled && <ScoreByMacroF1 />}
        </Notice>
      ) : (
        imbalance !== null && <p className="hint">{imbalance}</p>
      )}
    </div>
  );
}
