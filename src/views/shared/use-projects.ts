import { useEffect, useMemo, useState } from 'react';
import type { ProjectSummary } from '../../core/project/project';
import { useActions, useStudio } from '../use-studio';

/**
 * The stored projects, read anew; the open one is always among them, also before its first save. Null until they are read: a list that is
 * put in another order while it is shown has another project under the pointer.
 */
export function useProjects(): readonly ProjectSummary[] | null {
  const [isRead, setRead] = useState(false);
  const stored = useStudio((state) => state.projects);
  const id = useStudio((state) => state.project.id);
  const name = useStudio((state) => state.project.name);
  const updatedAt = useStudio((state) => state.project.updatedAt);
  const { refreshProjects } = useActions().project;

  useEffect(() => {
    void refreshProjects().then(() => setRead(true));
  }, [refreshProjects]);

  return useMemo(() => {
    if (!isRead) return null;
    const others = stored.filter((project) => project.id !== id);
    return [{ id, name, updatedAt }, ...others];
  }, [isRead, stored, id, name, updatedAt]);
}
