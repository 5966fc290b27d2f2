import { ShortcutList } from '../shared/shortcuts/shortcut-list';
import { Group } from './group';

export function ShortcutsGroup() {
  return (
    <Group section="shortcuts" title="Shortcuts">
      <ShortcutList />
    </Group>
  );
}
