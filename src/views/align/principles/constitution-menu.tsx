import type { Principle } from '../../../core/constitution/principle';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entries';
import { useActions, useStudio, useStudioStore } from '../../use-studio';

interface ConstitutionMenuProps {
  readonly isSearching: boolean;
  readonly onSearch: (on: boolean) => void;
  readonly onSelectSeveral: () => void;
  /** Where there is a bot: which parts of its conversations the principles came of. */
  readonly onCoverage: () => void;
}

export function ConstitutionMenu({ isSearching, onSearch, onSelectSeveral, onCoverage }: ConstitutionMenuProps) {
  const store = useStudioStore();
  const {
    align: { turnPrinciples },
    shell: { notify },
  } = useActions();
  const isChat = useStudio((state) => state.project.mode === 'chat');
  const isEmpty = useStudio((state) => state.project.prompt.principles.length === 0);
  const principles = () => store.getState().project.prompt.principles;
  const empty = isEmpty ? 'There is no principle yet' : undefined;

  function turnAll(to: 'on' | 'off') {
    // Folded ones are in the prompt already: turning them on would say everything twice.
    const from = to === 'on' ? 'off' : 'on';
    turnPrinciples(
      principles()
        .filter(({ status }) => status === from)
        .map(({ id }) => id),
      to,
    );
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(asText(principles()));
      announce('Copied');
    } catch {
      notify({
        title: 'Not copied',
        body: 'The browser did not allow copying. Use Export, Prompt text, to get the principles as a file.',
      });
    }
  }

  const entries: readonly MenuEntry[] = [
    { kind: 'item', icon: 'check', label: 'Turn all on', unavailable: empty, onSelect: () => turnAll('on') },
    { kind: 'item', icon: 'circle', label: 'Turn all off', unavailable: empty, onSelect: () => turnAll('off') },
    { kind: 'separator' },
    { kind: 'item', icon: 'table', label: 'Select several', unavailable: empty, onSelect: onSelectSeveral },
    {
      kind: 'item',
      icon: 'search',
      label: isSearching ? 'Hide the search' : 'Search principles',
      unavailable: empty,
      onSelect: () => onSearch(!isSearching),
    },
    ...(isChat ? ([{ kind: 'item', icon: 'compare', label: 'Coverage', onSelect: onCoverage }] as const) : []),
    { kind: 'separator' },
    { kind: 'item', icon: 'copy', label: 'Copy as text', unavailable: empty, onSelect: () => void copy() },
  ];

  return (
    <Menu
      label="Constitution menu"
      align="end"
      entries={entries}
      trigger={(trigger) => <Button {...trigger} variant="ghost" icon="more" label="Constitution menu" />}
    />
  );
}

function asText(principles: readonly Principle[]): string {
  return principles.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');
}
