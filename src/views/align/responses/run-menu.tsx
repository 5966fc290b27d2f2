import { useState } from 'react';
import { sameValues, type Values } from '../../../core/project/input-values';
import { parseTemplate } from '../../../core/prompt/template';
import type { Studio } from '../../../store/studio';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Menu } from '../../ui/menu';
import { useActions, useStudio } from '../../use-studio';
import { shownTurn } from './shown-turn';
import { setPlainView, usePlainView } from './use-plain-view';

/** What can be done with the responses on the screen as a whole. */
export function RunMenu() {
  const { deleteTurn, loadTurnInputs } = useActions().align;
  const plain = usePlainView();
  const id = useStudio((state) => shownTurn(state)?.id ?? null);
  const n = useStudio((state) => shownTurn(state)?.n ?? 0);
  const busy = useStudio(
    (state) =>
      shownTurn(state)?.candidates.some((candidate) => state.align.activeCandidates.has(candidate.id)) ?? false,
  );
  const whyNoLoad = useStudio((state) => {
    const turn = shownTurn(state);
    return turn === null ? undefined : whyNothingToLoad(turn.input.values, state);
  });
  const [asked, setAsked] = useState(false);
  if (id === null) return null;
  const name = 'More for these responses';
  return (
    <>
      <Menu
        label={name}
        align="end"
        entries={[
          { kind: 'check', label: 'Show as plain text', checked: plain, onCheck: setPlainView },
          {
            kind: 'item',
            label: 'Load these inputs',
            icon: 'return',
            unavailable: whyNoLoad,
            onSelect: () => loadTurnInputs(id),
          },
          { kind: 'separator' },
          {
            kind: 'item',
            label: `Delete run ${n}…`,
            icon: 'trash',
            danger: true,
            unavailable: busy ? 'It is being written. Stop it first.' : undefined,
            onSelect: () => setAsked(true),
          },
        ]}
        trigger={(props) => <Button {...props} variant="ghost" icon="more" className="step" label={name} />}
      />
      <ConfirmDialog
        open={asked}
        title={`Delete run ${n}?`}
        confirm="Delete the run"
        onCancel={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false);
          deleteTurn(id);
        }}
      >
        Its responses are deleted for good: Undo does not bring them back. Principles made from them stay, and still
        show the response they were made from.
      </ConfirmDialog>
    </>
  );
}

function whyNothingToLoad(values: Values, { project }: Studio): string | undefined {
  if (Object.keys(values).length === 0) return 'This run had no inputs.';
  const names = parseTemplate(project.prompt.preamble).variables.filter((name) => Object.hasOwn(values, name));
  if (names.length === 0) return 'The prompt has none of its variables any more.';
  return sameValues(values, project.inputs.values, names) ? 'The fields hold these inputs.' : undefined;
}
