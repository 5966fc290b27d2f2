import { type ServiceId, serviceIds } from '../../core/model/provider-table';
import type { IconName } from '../ui/icon-paths';

const ofServices: Readonly<Record<ServiceId, { readonly title: string; readonly icon: IconName }>> = {
  gemini: { title: 'Gemini', icon: 'cloud' },
  server: { title: 'Server', icon: 'table' },
};

export const sections = [
  { id: 'models', title: 'Models', icon: 'practice' },
  ...serviceIds.map((id) => ({ id, ...ofServices[id] })),
  { id: 'local-models', title: 'Local models', icon: 'chip' },
  { id: 'browser', title: 'Browser', icon: 'playground' },
  { id: 'privacy', title: 'Privacy', icon: 'lock' },
  { id: 'budget', title: 'Budget', icon: 'tune' },
  { id: 'thinking', title: 'Thinking', icon: 'clock' },
  { id: 'feedback', title: 'How feedback applies', icon: 'branch' },
  { id: 'storage', title: 'Storage', icon: 'disk' },
  { id: 'offline', title: 'Offline and updates', icon: 'offline' },
  { id: 'appearance', title: 'Appearance', icon: 'theme' },
  { id: 'shortcuts', title: 'Shortcuts', icon: 'keyboard' },
] as const satisfies readonly { readonly id: string; readonly title: string; readonly icon: IconName }[];

/** Where the two models are chosen: a part of the first section, to be led to by itself. */
const choice = 'choice';

export type SectionId = (typeof sections)[number]['id'] | typeof choice;

/** `#/settings/budget` opens Settings at the budget. */
export function sectionOf(hash: string): SectionId | null {
  const name = /^#\/settings\/([a-z-]+)/.exec(hash)?.[1];
  return name === choice ? choice : (sections.find(({ id }) => id === name)?.id ?? null);
}

export function sectionHref(id: SectionId): string {
  return `#/settings/${id}`;
}

/** Of the section's heading. */
export function headingId(id: SectionId): string {
  return `settings-${id}`;
}
