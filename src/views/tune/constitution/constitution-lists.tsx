import { splitSwallowed, swallowedParts } from '../../../core/tuning/constitution/swallowed';
import type { SystemMessages } from '../../../core/tuning/constitution/tuning-constitution';
import type { PrincipleCount } from '../../../core/tuning/export/tuning-statistics';
import { counted, whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { DetailsSection } from '../../ui/details-section';
import { TextArea } from '../../ui/text-area';
import { useTune, useTuneActions, useTuning } from '../use-tune';
import { comparisonExampleKind, pairKind, principleKind, revisionExampleKind } from './entry-kinds';
import { EntryList } from './entry-list';
import { FromPrinciples } from './from-principles';

/** All of a constitution, to be edited on the screen. */
export function ConstitutionLists() {
  return (
    <>
      <SystemSection />
      <PairSection />
      <PrincipleSection />
      <ExampleSection />
    </>
  );
}

function SystemSection() {
  const messages = useTuning(({ constitution }) => constitution.systemMessages);
  const { setConstitution } = useTuneActions();
  const set = Object.values(messages).filter((text) => text !== '').length;
  return (
    <DetailsSection title="System messages" sum={`${set} of 3 set`}>
      {systemFields.map(({ key, label }) => (
        <TextArea
          key={key}
          label={label}
          autoGrow
          rows={2}
          value={messages[key]}
          placeholder="None"
          onText={(text) =>
            setConstitution((constitution) => ({
              ...constitution,
              systemMessages: { ...constitution.systemMessages, [key]: text },
            }))
          }
        />
      ))}
    </DetailsSection>
  );
}

const systemFields: readonly { readonly key: keyof SystemMessages; readonly label: string }[] = [
  { key: 'answer', label: 'System message of the answer' },
  { key: 'critique', label: 'System message of the critique' },
  { key: 'revision', label: 'System message of the revision' },
];

function PairSection() {
  const count = useTuning(({ constitution }) => constitution.pairs.length);
  const { setConstitution } = useTuneActions();
  const used = useUsed('pair');
  return (
    <DetailsSection title="Critique and revision" sum={counted(count, 'pair')} startsOpen bodyClassName="gap-2!">
      {count === 0 && (
        <p className="hint">A pair asks what is wrong with an answer, and to mend it. One is drawn for each round.</p>
      )}
      <EntryList
        kind={pairKind}
        aside={({ critique }, place) => used(place, critique)}
        extra={(pair) =>
          swallowedParts(pair) !== null && (
            <Button
              tight
              className="justify-self-start"
              icon="rewrite"
              onClick={() => setConstitution((constitution) => splitSwallowed(constitution, pair.id))}
            >
              Split into critique and revision
            </Button>
          )
        }
        more={<FromPrinciples />}
      />
    </DetailsSection>
  );
}

function PrincipleSection() {
  const count = useTuning(({ constitution }) => constitution.comparisonPrinciples.length);
  const used = useUsed('judge');
  return (
    <DetailsSection title="Comparison principles" sum={whole(count)} bodyClassName="gap-2!">
      {count === 0 && <p className="hint">Each asks which of two answers is better.</p>}
      <EntryList kind={principleKind} aside={({ text }, place) => used(place, text)} />
    </DetailsSection>
  );
}

function ExampleSection() {
  const revisions = useTuning(({ constitution }) => constitution.revisionExamples);
  const comparisons = useTuning(({ constitution }) => constitution.comparisonExamples);
  const without = revisions.filter(({ critique }) => critique === undefined).length;
  return (
    <DetailsSection
      title="Examples"
      sum={
        <>
          {whole(revisions.length + comparisons.length)}
          {without > 0 && (
            <>
              , <span className="text-warn">{without} without critique</span>
            </>
          )}
        </>
      }
    >
      <div className="grid gap-2">
        <h4 className="text-ink-2 text-small">Of revisions</h4>
        <EntryList kind={revisionExampleKind} />
      </div>
      <div className="grid gap-2">
        <h4 className="text-ink-2 text-small">Of comparisons</h4>
        <EntryList kind={comparisonExampleKind} />
      </div>
    </DetailsSection>
  );
}

/** `64 used`, of the runs in the table; only where the constitution is still the one that they were made by. */
function useUsed(kind: 'pair' | 'judge'): (place: number, words: string) => string | undefined {
  const statistics = useTune((tune) => tune.statistics);
  return (place, words) => {
    const isSame = ({ name, about }: PrincipleCount) => name === `${kind} ${place + 1}` && about === words;
    const found = statistics?.principles.find(isSame);
    return found === undefined || found.used === 0 ? undefined : `${whole(found.used)} used`;
  };
}
