import { useMemo } from 'react';
import type { Way } from '../../../core/local/preflight';
import { type LocalView, selectKnownModels, selectVerdict } from '../../../store/local/local-selectors';
import { Notice } from '../../ui/notice';
import { isOfDevice, WayItems } from './ways';

interface DeviceRefusalProps {
  readonly view: LocalView;
  readonly onTake: (way: Way) => void;
}

/** Where no local model can run: the reason and the ways forward, once for all of them. */
export function DeviceRefusal({ view, onTake }: DeviceRefusalProps) {
  const verdict = useMemo(() => {
    const [first] = selectKnownModels(view);
    return first === undefined ? null : selectVerdict(view, first);
  }, [view]);
  if (verdict === null || verdict.can || !isOfDevice(verdict.reason)) return null;
  return (
    <Notice tone="warn" className="ways">
      <b>No local model can run here.</b> {verdict.words}
      <WayItems ways={verdict.ways} onTake={onTake} />
    </Notice>
  );
}
