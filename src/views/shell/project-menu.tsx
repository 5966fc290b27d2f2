import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import type { MenuEntry } from '../ui/menu-entries';
import { useActions, useStudio } from '../use-studio';

export function ProjectMenu() {
  // Until the stored project is read, a stand-in is in its place.
  const name = useStudio((state) => (state.boot.status === 'ready' ? state.project.name : ''));
  const {
    project: { newProject, duplicateProject },
    shell: { openDialog },
  } = useActions();
  const entries: readonly MenuEntry[] = [
    { kind: 'item', icon: 'plus', label: 'New project', onSelect: () => void newProject() },
    { kind: 'item', icon: 'file', label: 'Open project…', onSelect: () => openDialog({ kind: 'open-project' }) },
    { kind: 'item', icon: 'practice', label: 'Open sample', onSelect: () => openDialog({ kind: 'open-sample' }) },
    { kind: 'separator' },
    { kind: 'item', icon: 'edit', label: 'Rename', onSelect: () => openDialog({ kind: 'rename' }) },
    { kind: 'item', icon: 'dup', label: 'Duplicate', onSelect: () => void duplicateProject() },
    { kind: 'separator' },
    {
      kind: 'item',
      icon: 'trash',
      label: 'Delete',
      danger: true,
      onSelect: () => openDialog({ kind: 'delete-project' }),
    },
  ];
  return (
    <div className="doc">
      <span className="doc-name clip" title={name}>
        {name}
      </span>
      <Menu
        label="Project"
        entries={entries}
        trigger={(overlay) => (
          <Button variant="ghost" tight label="Project" {...overlay}>
            <span className="txt">Project</span>
            <Icon name="down" />
          </Button>
        )}
      />
    </div>
  );
}
