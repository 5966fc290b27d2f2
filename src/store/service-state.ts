import { forEachService, type ServiceId } from '../core/model/provider-table';
import type { ActionContext } from './context';
import type { ServiceState } from './studio-state';

/** Of a service, or a key, that nothing was asked of yet. */
export const nothingKnown: Omit<ServiceState, 'key'> = {
  models: { status: 'unknown' },
  connection: { status: 'untested' },
  keyCheck: { status: 'unchecked' },
};

export const blankServices: Readonly<Record<ServiceId, ServiceState>> = forEachService(() => ({
  key: '',
  ...nothingKnown,
}));

export function changeService(
  { get, set }: Pick<ActionContext, 'get' | 'set'>,
  service: ServiceId,
  change: Partial<ServiceState>,
): void {
  const { services } = get();
  set({ services: { ...services, [service]: { ...services[service], ...change } } });
}
