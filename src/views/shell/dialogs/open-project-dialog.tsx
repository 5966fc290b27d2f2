import { useState } from 'react';
import type { ProjectSummary } from '../../../core/project/project';
import { localDayTime } from '../../shared/time/local-time';
import { useProjects } from '../../shared/use-projects';
import { Chip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import { TextInput } from '../../ui/text-input';
import { useActions, useStudio } from '../../use-studio';
import { goTo } from '../use-route';

/** Fewer are found by eye. */
const searchFrom = 8;

export function OpenProjectDialog() {
  const projects = useProjects();
  const openId = useStudio((state) => state.project.id);
  const {
    project: { openProject },
    shell: { closeDialog },
  } = useActions();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = (projects ?? []).filter(({ name }) => name.toLowerCase().includes(wanted));

  function open(id: string) {
    closeDialog();
    void openProject(id);
    goTo('align');
  }

  return (
    <Dialog open onClose={closeDialog} title="Open project">
      {(projects?.length ?? 0) >= searchFrom && (
        <TextInput label="Search projects" type="search" value={search} onText={setSearch} />
      )}
      <ul className="choices" aria-label="Projects" aria-busy={projects === null}>
        {found.map((project) => (
          <ProjectRow key={project.id} project={project} isOpen={project.id === openId} onOpen={open} />
        ))}
      </ul>
      {projects !== null && found.length === 0 && <p className="muted">No project is called “{search.trim()}”.</p>}
    </Dialog>
  );
}

interface ProjectRowProps {
  readonly project: ProjectSummary;
  readonly isOpen: boolean;
  readonly onOpen: (id: string) => void;
}

function ProjectRow({ project, isOpen, onOpen }: ProjectRowProps) {
  return (
    <li>
      <button type="button" className="choice" aria-current={isOpen || undefined} onClick={() => onOpen(project.id)}>
        <span className="choice-name clip">{project.name}</span>
        {isOpen && (
          <Chip icon="check" tone="accent">
            Open
          </Chip>
        )}
        <span className="choice-aside">{localDayTime(project.updatedAt)}</span>
      </button>
    </li>
  );
}
