import { agreement } from '../../../core/adherence/counts';
import type { Verdict } from '../../../core/constitution/principle';
import type { GivenVerdict } from '../../../core/conversation/candidate';
import { modelKey } from '../../../core/model/model-ref';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Menu } from '../../ui/menu';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { type CandidatePlace, turnById } from '../responses/shown-turn';
import { verdictLooks, verdictWords } from './verdict-words';

interface CheckedPrincipleProps {
  readonly place: CandidatePlace;
  /** Of the principle, from 1. */
  readonly n: number;
  readonly given: GivenVerdict;
}

/** What was asked of a response for one principle, what the judge said, and the author's word over it. */
export function CheckedPrinciple({ place, n, given }: CheckedPrincipleProps) {
  const isOwnJudge = useStudio(({ project }) => {
    const turn = turnById(project.turns, place.turnId);
    return turn !== null && modelKey(turn.model) === given.judge;
  });
  return (
    <div className="grid gap-1 border-line border-l pl-3">
      <p className="wrap-anywhere">
        <b>{n}</b> {given.wording}
      </p>
      <ul className="m-0 list-none p-0">
        {given.answers.map(({ question, answer, quote }) => (
          <li key={question} className="wrap-anywhere">
            {question} <b>{answer}</b>
            {quote !== '' && <q className="text-ink-2">{quote}</q>}
          </li>
        ))}
      </ul>
      {isOwnJudge && <p className="text-ink-3">The model that answered judged its own response.</p>}
      <Row wraps>
        <Overrule place={place} given={given} />
        {given.overruled !== undefined && <Chip icon="user">by hand</Chip>}
        <Agreement judge={given.judge} />
      </Row>
    </div>
  );
}

const verdicts: readonly Verdict[] = ['followed', 'not-followed', 'does-not-apply', 'unsure'];

function Overrule({ place, given }: Omit<CheckedPrincipleProps, 'n'>) {
  const { overrule } = useActions().adherence;
  const { principleId, overruled } = given;
  return (
    <Menu
      label="Overrule"
      entries={[
        ...verdicts.map(
          (verdict) =>
            ({
              kind: 'item',
              icon: verdictLooks[verdict].icon,
              label: capital(verdictWords[verdict]),
              ...(verdict === given.verdict ? { aside: 'as the judge says' } : {}),
              onSelect: () => overrule(place, principleId, verdict),
            }) as const,
        ),
        ...(overruled === undefined
          ? []
          : [
              {
                kind: 'item',
                icon: 'undo',
                label: 'Leave it to the judge',
                onSelect: () => overrule(place, principleId, null),
              } as const,
            ]),
      ]}
      trigger={(trigger) => (
        <Button {...trigger} icon="edit">
          Overrule
        </Button>
      )}
    />
  );
}

function Agreement({ judge }: { readonly judge: string }) {
  const words = useStudio(({ project }) => {
    const { same, of } = agreement(project.turns, judge);
    return of === 0 ? '' : `The judge agrees with you in ${same} of ${of}`;
  });
  return words === '' ? null : <span className="text-ink-3">{words}</span>;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
