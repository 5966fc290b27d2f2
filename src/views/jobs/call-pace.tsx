import type { ModelRef } from '../../core/model/model-ref';
import { isService } from '../../core/model/provider-table';
import { perMinuteOf } from '../../store/label/call-limits';
import { whole } from '../shared/counted';
import { sectionHref } from '../shared/settings-sections';
import { CountdownText } from '../shared/time/countdown-text';
import { LinkButton } from '../ui/link-button';
import { useActions, useStudio } from '../use-studio';

interface CallPaceProps {
  /** The one that most calls are made to; null where it is not known. */
  readonly model: ModelRef | null;
  readonly className?: string | undefined;
}

/** What holds the calls of a run back, and what would change that; nothing for models that answer as fast as they can. */
export function CallPace({ model, className }: CallPaceProps) {
  const { tryNow } = useActions().settings;
  const status = useStudio(({ modelsStatus }) => modelsStatus);
  const perMinute = useStudio(({ settings }) => (model === null ? null : perMinuteOf(model, settings)));
  if (status.state === 'waiting' && status.cause !== 'queue')
    return (
      <p className={className}>
        <CountdownText
          key={status.until}
          until={status.until}
          before={`${capitalized(status.reason)},`}
          over="Resuming"
        />{' '}
        <LinkButton onClick={tryNow}>Try now</LinkButton>
      </p>
    );
  if (perMinute === null) return null;
  const limit = `${whole(perMinute)} requests a minute`;
  return (
    <p className={className}>
      {status.state === 'waiting' ? (
        <CountdownText
          key={status.until}
          until={status.until}
          before={`Waiting for the limit of ${limit},`}
          over={`At most ${limit}`}
        />
      ) : (
        `At most ${limit}`
      )}
      {' · '}
      <a href={sectionHref(model !== null && isService(model.provider) ? model.provider : 'gemini')}>Settings</a>
    </p>
  );
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
