import { useMemo, useState } from 'react';
import { composePrompt } from '../../../core/prompt/compose';
import { diffWords } from '../../../core/prompt/diff-words';
import { documentAt } from '../../../core/prompt/history';
import { parseTemplate } from '../../../core/prompt/template';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { describeDiff } from '../../ui/describe-diff';
import { Dialog } from '../../ui/dialog';
import { Diff } from '../../ui/diff';
import { Notice } from '../../ui/notice';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { VersionRuns } from './version-runs';
import { versionOf, versionOptions, versionText, versionValue } from './versions';

interface CompareDialogProps {
  /** Revision ids; null is the start. */
  readonly left: string | null;
  readonly right: string | null;
}

/** Two versions of the prompt: what differs, and what a model makes of each on the same inputs. */
export function CompareDialog({ left, right }: CompareDialogProps) {
  const {
    shell: { closeDialog, openDialog },
    align: { runVersions },
  } = useActions();
  const [started, setStarted] = useState<{ readonly of: string; readonly ids: readonly string[] } | null>(null);
  const { document, history } = useVersioned();
  const values = useStudio((state) => state.project.inputs.values);
  const options = useMemo(() => versionOptions(history), [history]);
  const isKnown = [left, right].every((id) => options.some(({ value }) => value === versionValue(id)));
  const found = useMemo(() => {
    if (!isKnown) return null;
    const state = { document, history };
    const [before, after] = [left, right].map((id) => versionText(state, id, values));
    return {
      parts: diffWords(before ?? '', after ?? ''),
      missing: missingValues(
        [left, right].map((id) => documentAt(state, id)),
        values,
      ),
      names: [...new Set([left, right].flatMap((id) => parseTemplate(documentAt(state, id).preamble).variables))],
    };
  }, [isKnown, document, history, left, right, values]);

  const show = (sides: Partial<CompareDialogProps>) => openDialog({ kind: 'compare', left, right, ...sides });
  const pair = `${left} ${right}`;
  const turns = started?.of === pair ? started.ids : [];

  if (found === null) {
    return (
      <Dialog open onClose={closeDialog} title="Compare versions">
        <p>One of these versions is gone. Close this and choose others in History.</p>
      </Dialog>
    );
  }
  const { parts, missing, names } = found;
  const same = left === right;
  return (
    <Dialog open onClose={closeDialog} title="Compare versions" size="wide">
      <div className="compare-sides">
        <VersionSide side="Left" id={left} options={options} head={history.head} onPick={(id) => show({ left: id })} />
        <VersionSide
          side="Right"
          id={right}
          options={options}
          head={history.head}
          onPick={(id) => show({ right: id })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what scrolls */}
      <section className="review-text compare-text" aria-label="Difference" tabIndex={0}>
        <Diff parts={parts} />
      </section>
      <p className="hint">{`From left to right: ${lowered(describeDiff(parts))}.`}</p>
      {missing.length > 0 && (
        <Notice tone="warn">
          <span role="status">{missingWords(missing)}</span>
        </Notice>
      )}
      <VersionRuns
        ids={turns}
        start={
          <Button
            variant="primary"
            icon="play"
            label="Run both versions"
            unavailable={
              same ? 'Choose two different versions' : missing.length > 0 ? missingWords(missing) : undefined
            }
            onClick={() => setStarted({ of: pair, ids: runVersions(left, right) })}
          >
            Run both
          </Button>
        }
      >
        <InputWords names={names} values={values} />
      </VersionRuns>
    </Dialog>
  );
}

interface VersionSideProps {
  readonly side: 'Left' | 'Right';
  readonly id: string | null;
  readonly head: string | null;
  readonly options: ReturnType<typeof versionOptions>;
  readonly onPick: (id: string | null) => void;
}

function VersionSide({ side, id, head, options, onPick }: VersionSideProps) {
  const {
    align: { restoreRevision },
    shell: { closeDialog },
  } = useActions();
  function restore() {
    closeDialog();
    restoreRevision(id);
    announce('Restored as a new revision. Undo takes it back.');
  }
  return (
    <div className="compare-side">
      <Select
        label={`${side} version`}
        value={versionValue(id)}
        options={options}
        onPick={(value) => onPick(versionOf(value))}
      />
      <Button
        icon="restore"
        label={`Restore the ${side.toLowerCase()} version`}
        unavailable={id === head ? 'It is the present version' : undefined}
        onClick={restore}
      >
        Restore
      </Button>
    </div>
  );
}

interface InputWordsProps {
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** What both are run on. */
function InputWords({ names, values }: InputWordsProps) {
  if (names.length === 0) return <>Neither version has variables.</>;
  return (
    <>
      With{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <span className="var">{name}</span> {shownValue(values, name)}
        </span>
      ))}
    </>
  );
}

function useVersioned() {
  const document = useStudio((state) => state.project.prompt);
  const history = useStudio((state) => state.project.history);
  return { document, history };
}

function shownValue(values: Readonly<Record<string, string>>, name: string): string {
  const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
  if (value.trim() === '') return '(empty)';
  return value.length > 60 ? `“${value.slice(0, 60).trimEnd()}…”` : `“${value}”`;
}

function missingValues(
  documents: readonly Parameters<typeof composePrompt>[0]['document'][],
  values: InputWordsProps['values'],
) {
  const names = documents.flatMap((document) => {
    const composed = composePrompt({ document, values });
    return composed.ok ? [] : composed.error.names;
  });
  return [...new Set(names)];
}

function missingWords(names: readonly string[]): string {
  const marked = names.map((name) => `{${name}}`).join(', ');
  return `Fill in ${marked} under Variables first: these versions cannot be run without ${names.length === 1 ? 'it' : 'them'}.`;
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
