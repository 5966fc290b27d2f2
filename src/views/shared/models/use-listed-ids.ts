import { useMemo } from 'react';
import { useStudio } from '../../use-studio';

/** Ids of the models that a service listed; none before it was asked. */
export function useListedIds(service: 'gemini' | 'server'): readonly string[] {
  const listed = useStudio((state) => (service === 'gemini' ? state.geminiModels : state.serverModels));
  return useMemo(() => (listed.status === 'listed' ? listed.models.map(({ id }) => id) : []), [listed]);
}
