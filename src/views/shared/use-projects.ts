import { useEffect, useMemo } from 'react';
import type { ProjectSummary } from '../../core/project/project';
import { useActions, useStudio } from '../use-studio';

/** The stored projects, read anew; the open one is always among them, also before its first save. */
export function useProjects(): readonly ProjectSummary[] {
  const stored = useStudio((state) => state.projects);
  const id = useStudio((state) => state.project.id);
  const name = useStudio((state) => state.project.name);
  const updatedAt = useStudio((state) => state.project.updatedAt);
  const { refreshProjects } = useActions().project;

  useEffect(() => {
    void refreshProjects();
  }, [refreshProjects]);

  return useMemo(() => {
    const others = stored.filter((project) => project.id !== id);
    return [{ id, name, updatedAt }, ...others];
  }, [stored, id, name, updatedAt]);
}
