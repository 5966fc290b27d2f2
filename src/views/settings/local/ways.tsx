import { Fragment } from 'react';
import { fullName } from '../../../core/local/model-words';
import type { Verdict, Way } from '../../../core/local/preflight';
import { CopyButton } from '../../ui/copy-button';
import { LinkButton } from '../../ui/link-button';
import { deviceReason } from './device-wide';

type Reason = Extract<Verdict, { readonly can: false }>['reason'];

interface WaysProps {
  readonly ways: readonly Way[];
  readonly reason: Reason;
  readonly onTake: (way: Way) => void;
}

/** The ways forward from a model that cannot run; what is true of every model is said once above the list, and not in each row. */
export function Ways({ ways, reason, onTake }: WaysProps) {
  if (deviceReason(reason) !== null) return null;
  return <WayList ways={ways} onTake={onTake} />;
}

/** One below the other, where they are all there is to read. */
export function WayItems({ ways, onTake }: Omit<WaysProps, 'reason'>) {
  return (
    <ul>
      {ways.map((way) => (
        <li key={way.words}>
          <SaidWay way={way} onTake={onTake} />
        </li>
      ))}
    </ul>
  );
}

/** Where there is room, its words stand beside its button. */
function SaidWay({ way, onTake }: WayItemProps) {
  if (way.kind === 'advice' || way.kind === 'browser-page') return <WayItem way={way} onTake={onTake} />;
  const [button, words] = [actionWords(way), way.words];
  const link = <LinkButton onClick={() => onTake(way)}>{button}</LinkButton>;
  return words.startsWith(button) ? (
    <>
      {link}
      {words.slice(button.length)}
    </>
  ) : (
    <>
      {words} {link}
    </>
  );
}

/** Words where the author has to do something elsewhere, buttons where we can. */
function WayList({ ways, onTake }: Omit<WaysProps, 'reason'>) {
  return ways.map((way) => (
    <Fragment key={way.words}>
      <WayItem way={way} onTake={onTake} />{' '}
    </Fragment>
  ));
}

interface WayItemProps {
  readonly way: Way;
  readonly onTake: (way: Way) => void;
}

function WayItem({ way, onTake }: WayItemProps) {
  switch (way.kind) {
    case 'advice':
      return way.words;
    case 'browser-page':
      return (
        <>
          {way.words} <CopyButton text={way.address} label={`Copy ${way.address}`} />
        </>
      );
    case 'model':
    case 'reload':
    case 'gemini':
    case 'practice':
      return (
        <LinkButton aria-description={way.words} data-tip={way.words} onClick={() => onTake(way)}>
          {actionWords(way)}
        </LinkButton>
      );
  }
}

function actionWords(way: Extract<Way, { readonly kind: 'model' | 'reload' | 'gemini' | 'practice' }>): string {
  switch (way.kind) {
    case 'model':
      return `Show ${fullName(way.id)}`;
    case 'reload':
      return 'Reload the page';
    case 'gemini':
      return 'Use Gemini';
    case 'practice':
      return 'Use the practice model';
  }
}
