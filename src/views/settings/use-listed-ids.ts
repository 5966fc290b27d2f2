import { useMemo } from 'react';
import { useStudio } from '../use-studio';

/** Ids of the models that the service listed; none before it was asked. */
export function useListedIds(): readonly string[] {
  const listed = useStudio((state) => state.geminiModels);
  return useMemo(() => (listed.status === 'listed' ? listed.models.map(({ id }) => id) : []), [listed]);
}
