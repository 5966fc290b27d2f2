import type { Rule } from '../../../core/labeler/rules/rulebook';
import type { Checkpoint, Mistake, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { scoreName } from '../../../core/labeler/run/score-name';
import { own } from '../../../core/own';
import { Button } from '../../ui/button';
import { Chip, Outcome } from '../../ui/chip';
import { linkLook } from '../../ui/link-button';
import { Popover } from '../../ui/popover';
import { useStudio } from '../../use-studio';
import { useShownRun } from '../use-label-work';
import type { RuleDiff } from './diff-rulebooks';
import { madeBy, pathTo } from './lineage';
import { effectWords, gainWords, originWords } from './rule-words';

interface RuleFactsProps {
  readonly rule: Rule;
  readonly change: Exclude<RuleDiff['kind'], 'deleted'>;
  readonly labeler: TrainedLabeler;
}

/** Under a rule: what changed, where its words come from, and what it does to the score where that was measured. */
export function RuleFacts({ rule, change, labeler }: RuleFactsProps) {
  const maker = madeBy(pathTo(labeler, labeler.currentId), rule.id);
  const isFirst = maker === undefined || maker.parentId === null;
  const effect = <Effect ruleId={rule.id} labeler={labeler} />;
  if (change === 'same' && isFirst) return effect;
  return (
    <span className="what">
      {change === 'added' && (
        <Chip icon="plus" tone="good">
          added
        </Chip>
      )}
      {change === 'edited' && (
        <Chip icon="edit" tone="accent">
          edited
        </Chip>
      )}
      {maker !== undefined && <Origin maker={maker} />}
      {effect}
    </span>
  );
}

function Origin({ maker }: { readonly maker: Checkpoint }) {
  const words = originWords(maker);
  const gain = gainWords(maker);
  const mistake = maker.parentId === null ? null : maker.because;
  return (
    <>
      {mistake === null ? (
        <span>{words}</span>
      ) : (
        <Popover
          label={`Why: ${words}`}
          trigger={(props) => (
            <button type="button" className={`${linkLook} why-link`} aria-label={`Why: ${words}`} {...props}>
              {words}
            </button>
          )}
        >
          {(close) => <Because mistake={mistake} onClose={close} />}
        </Popover>
      )}
      {gain !== null && <span className="faint">{gain}</span>}
    </>
  );
}

/** The mistake that a rule answers. */
function Because({ mistake, onClose }: { readonly mistake: Mistake; readonly onClose: () => void }) {
  return (
    <div className="because">
      <dl>
        {mistake.fields.map(({ name, text }) => (
          <div key={name}>
            <dt className="mono small">{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt className="small">Golden label</dt>
          <dd>{mistake.golden}</dd>
        </div>
        <div>
          <dt className="small">Was read as</dt>
          <dd>
            <Outcome icon="x" tone="bad">
              {mistake.predicted}
            </Outcome>
          </dd>
        </div>
      </dl>
      {mistake.diagnosis !== '' && <p className="muted">{mistake.diagnosis}</p>}
      <Button onClick={onClose}>Close</Button>
    </div>
  );
}

function Effect({ ruleId, labeler }: { readonly ruleId: string; readonly labeler: TrainedLabeler }) {
  const effects = useStudio(({ label }) => label.effects);
  const run = useShownRun();
  const effect = effects.checkpointId === labeler.currentId ? own(effects.byRule, ruleId) : undefined;
  if (effect === undefined) return null;
  const score = scoreName(run?.settings?.hyperparameters.score ?? { kind: 'accuracy' });
  const { text, tone, detail } = effectWords(effect, score);
  return (
    <span className="effect" data-tip={detail}>
      <Outcome icon={tone === 'good' ? 'up' : tone === 'bad' ? 'dn' : 'minus'} tone={tone}>
        {text}
      </Outcome>
      <span className="sr">. {detail}</span>
    </span>
  );
}
