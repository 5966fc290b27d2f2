import { useMemo } from 'react';
import type { ServiceId } from '../../../core/model/provider-table';
import type { ListedModels } from '../../../store/studio-state';
import { useStudio } from '../../use-studio';

/** Ids of the models that a service listed; none before it was asked. */
export function useListedIds(service: ServiceId): readonly string[] {
  const listed = useStudio((state) => state.services[service].models);
  return useMemo(() => listedIds(listed), [listed]);
}

export function listedIds(listed: ListedModels): readonly string[] {
  return listed.status === 'listed' ? listed.models.map(({ id }) => id) : [];
}
