import type { Transfer } from '../../../store/local/local-state';
import { loadWords, percent } from '../../shared/models/load-words';
import { Chip } from '../../ui/chip';
import { isUnderWay } from './row-actions';
import type { RowState } from './row-state';

interface StateChipProps {
  readonly state: RowState;
  readonly transfer: Transfer | undefined;
}

/** Where the model stands on this device. */
export function StateChip({ state, transfer }: StateChipProps) {
  // The progress below says it.
  if (isUnderWay(transfer)) return null;
  switch (state.status) {
    case 'absent':
      // Most are: a word in the line below will do.
      return null;
    case 'partial':
      return (
        <Chip icon="pause" tone="warn">
          {state.share === null ? 'Partial' : `Partial, ${percent(state.share)} %`}
        </Chip>
      );
    case 'damaged':
      return (
        <Chip icon="warn" tone="bad">
          Damaged
        </Chip>
      );
    case 'ready':
      return <OnDevice />;
    case 'loading': {
      const words = loadWords(state);
      return (
        <>
          <OnDevice />
          <Chip icon="clock">{words.charAt(0).toUpperCase() + words.slice(1)}</Chip>
        </>
      );
    }
    case 'loaded':
      return (
        <>
          <OnDevice />
          <Chip icon="chip">Loaded</Chip>
        </>
      );
    case 'failed':
      return (
        <>
          <OnDevice />
          <Chip icon="warn" tone="bad">
            Not loaded
          </Chip>
        </>
      );
  }
}

function OnDevice() {
  return (
    <Chip icon="check" tone="accent">
      On this device
    </Chip>
  );
}
