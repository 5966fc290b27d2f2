import { composePreview } from '../../../core/prompt/compose';
import { describeRevision } from '../../../core/prompt/describe-revision';
import { documentAt, type Versioned } from '../../../core/prompt/history';
import type { History } from '../../../core/prompt/revision';
import { localDayTime } from '../../shared/time/local-time';
import type { SelectOption } from '../../ui/select';
import { composedView } from '../prompt/composed-view';

/** The value of an option; null, the base, has no id of its own. */
const startValue = 'start';

export function versionValue(id: string | null): string {
  return id === null ? startValue : `revision ${id}`;
}

export function versionOf(value: string): string | null {
  return value === startValue ? null : value.replace(/^revision /, '');
}

/** Newest first, the start last. */
export function versionOptions({ revisions, head }: History, timeZone?: string): readonly SelectOption<string>[] {
  const options = revisions.map(({ id, at, reason }) => ({
    value: versionValue(id),
    label: `${id === head ? 'Now: ' : ''}${describeRevision(reason).title} (${localDayTime(at, timeZone)})`,
  }));
  const start = { value: versionValue(null), label: head === null ? 'Now: Start' : 'Start' };
  return [...options.reverse(), start];
}

/** The prompt of a version as it would be sent; variables without a value stand there as `{name}`. */
export function versionText(state: Versioned, id: string | null, values: Readonly<Record<string, string>>): string {
  return composedView(composePreview({ document: documentAt(state, id), values }), null).text;
}
