import type { Verdict } from '../../../core/constitution/principle';

export const verdictLooks = {
  followed: { icon: 'check', tone: 'good' },
  'not-followed': { icon: 'x', tone: 'bad' },
  'does-not-apply': { icon: 'minus', tone: 'faint' },
  unsure: { icon: 'why', tone: 'faint' },
} as const satisfies Readonly<Record<Verdict, unknown>>;

export const verdictWords = {
  followed: 'followed',
  'not-followed': 'not followed',
  'does-not-apply': 'does not apply',
  unsure: 'unsure',
} as const satisfies Readonly<Record<Verdict, string>>;
