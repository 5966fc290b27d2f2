import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  type ConversationPart,
  type CoverageRow,
  conversationParts,
  coverageOf,
} from '../../../core/alignment/coverage';
import type { Project } from '../../../core/project/project';
import { counted } from '../../shared/counted';
import { Dialog } from '../../ui/dialog';
import { LinkButton } from '../../ui/link-button';
import { Table } from '../../ui/table/table';
import { useActions, useStudioStore } from '../../use-studio';
import type { PrincipleFilter } from './listed-principles';
import { scopeLabels } from './scope-choice';

interface CoverageDialogProps {
  readonly onFilter: (filter: PrincipleFilter) => void;
  readonly onClose: () => void;
}

/** Which parts of the conversations the principles came of, and what nobody has given feedback on. As of when it was opened. */
export function CoverageDialog({ onFilter, onClose }: CoverageDialogProps) {
  const store = useStudioStore();
  const { project, coverage } = useMemo(() => {
    const present = store.getState().project;
    return { project: present, coverage: coverageOf(present.prompt.principles, present.turns) };
  }, [store]);
  const [part, setPart] = useState<ConversationPart | null>(null);

  function list(label: string, ids: readonly string[]) {
    flushSync(onClose);
    onFilter({ label, ids: new Set(ids) });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Coverage"
      size="medium"
      description="How many principles came of feedback on which part of the conversations. A number lists what it counts."
    >
      <Table
        label="Coverage"
        className="[&_td]:px-1.5 [&_td]:py-0 [&_td_button]:-ml-0.5 [&_th]:px-1.5 [&_th]:whitespace-normal [&_tr]:h-9"
      >
        <thead>
          <tr>
            <th scope="col">Holds</th>
            {conversationParts.map((one) => (
              <th key={one} scope="col">
                {partLabels[one]}
              </th>
            ))}
            <th scope="col">Elsewhere</th>
          </tr>
        </thead>
        <tbody>
          {coverage.rows.map((row) => (
            <PrinciplesRow key={row.scope} row={row} onList={list} />
          ))}
          <tr>
            <th scope="row">Turns without feedback</th>
            {conversationParts.map((one) => (
              <td key={one}>
                <Count
                  ids={coverage.silent[one]}
                  words={`without feedback: ${partLabels[one]}`}
                  what="turn"
                  onPress={() => setPart(one)}
                />
              </td>
            ))}
            <td />
          </tr>
        </tbody>
      </Table>
      {part !== null && <SilentTurns project={project} part={part} ids={coverage.silent[part]} onClose={onClose} />}
    </Dialog>
  );
}

const partLabels: Readonly<Record<ConversationPart, string>> = {
  opening: 'Opening',
  first: 'First answer',
  later: 'Later answers',
  closing: 'Closing',
};

interface PrinciplesRowProps {
  readonly row: CoverageRow;
  readonly onList: (label: string, ids: readonly string[]) => void;
}

function PrinciplesRow({ row, onList }: PrinciplesRowProps) {
  const scope = scopeLabels[row.scope];
  const cells = [
    ...conversationParts.map((part) => ({ place: partLabels[part], ids: row.byPart[part] })),
    { place: 'Elsewhere', ids: row.elsewhere },
  ];
  return (
    <tr>
      <th scope="row">{scope}</th>
      {cells.map(({ place, ids }) => (
        <td key={place}>
          <Count
            ids={ids}
            what="principle"
            words={`${scope}, ${place}`}
            onPress={() => onList(`${scope}: ${place.toLowerCase()}`, ids)}
          />
        </td>
      ))}
    </tr>
  );
}

interface CountProps {
  readonly ids: readonly string[];
  readonly what: 'principle' | 'turn';
  readonly words: string;
  readonly onPress: () => void;
}

function Count({ ids, what, words, onPress }: CountProps) {
  if (ids.length === 0) return <span className="faint">0</span>;
  return (
    <LinkButton label={`${counted(ids.length, what)}: ${words}`} onClick={onPress}>
      {String(ids.length)}
    </LinkButton>
  );
}

interface SilentTurnsProps {
  readonly project: Project;
  readonly part: ConversationPart;
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

const mostListed = 50;

function SilentTurns({ project: { turns, chat }, part, ids, onClose }: SilentTurnsProps) {
  const { showTurn } = useActions().chat;
  const more = ids.length - mostListed;
  return (
    <section className="mt-3 grid gap-1">
      <h3 className="label">Turns without feedback: {partLabels[part].toLowerCase()}</h3>
      <ul aria-label="Turns without feedback" className="grid gap-1">
        {ids.slice(0, mostListed).map((id) => {
          const turn = turns.find((one) => one.id === id);
          const message = turn?.input.message ?? null;
          const name = chat.conversations.find((one) => one.id === message?.conversationId)?.name ?? 'A conversation';
          return (
            <li key={id}>
              <LinkButton
                onClick={() => {
                  flushSync(onClose);
                  showTurn(id);
                }}
              >
                {`${name}, turn ${turn?.n}`}
              </LinkButton>{' '}
              {message?.isCue !== true && <q className="muted">{message?.text.slice(0, 80)}</q>}
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className="hint">and {more} more</p>}
    </section>
  );
}
