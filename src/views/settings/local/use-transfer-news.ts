import { useEffect, useRef } from 'react';
import { modelWords } from '../../../core/local/model-words';
import { announce } from '../../ui/announce';
import { useStudio } from '../../use-studio';

/** Says once, for who cannot see the row, that the files of a model are all there. Failures are alerts in their row. */
export function useTransferNews(): void {
  const transfers = useStudio((state) => state.local.transfers);
  const stored = useStudio((state) => state.local.stored);
  const before = useRef(transfers);

  useEffect(() => {
    const ended = Object.entries(before.current).filter(
      ([id, { status }]) => (status === 'fetching' || status === 'copying') && transfers[id] === undefined,
    );
    before.current = transfers;
    for (const [id] of ended) {
      const isReady = stored?.some(({ model, state }) => model.id === id && state === 'ready') ?? false;
      if (isReady) announce(`${modelWords(id).name} is on this device.`);
    }
  }, [transfers, stored]);
}
