import { useMemo } from 'react';
import type { Verdict, Way } from '../../../core/local/preflight';
import { type LocalView, selectKnownModels, selectVerdict } from '../../../store/local/local-selectors';
import { Notice } from '../../ui/notice';
import { deviceCautions, deviceReason } from './device-wide';
import { WayItems } from './ways';

interface DeviceRefusalProps {
  readonly view: LocalView;
  readonly onTake: (way: Way) => void;
}

/** Where no local model can run: the reason and the ways forward, once for all of them. */
export function DeviceRefusal({ view, onTake }: DeviceRefusalProps) {
  const verdict = useMemo(() => deviceRefusal(view), [view]);
  if (verdict === null) return null;
  return (
    <Notice tone="warn" className="ways">
      <b>No local model can run here.</b> {verdict.words}
      <WayItems ways={verdict.ways} onTake={onTake} />
    </Notice>
  );
}

/** Why no model at all can run on this device; null where some can, or nobody looked yet. */
export function deviceRefusal(view: LocalView): Extract<Verdict, { readonly can: false }> | null {
  const [first] = selectKnownModels(view);
  const verdict = first === undefined ? null : selectVerdict(view, first);
  return verdict === null || verdict.can || deviceReason(verdict.reason) === null ? null : verdict;
}

/** What is to be known of this device before anything is downloaded, once for all models. */
export function DeviceCautions({ view }: Pick<DeviceRefusalProps, 'view'>) {
  const cautions = useMemo(() => {
    const { device, stored } = view.local;
    if (device === null) return [];
    const surroundings = { device, stored: stored ?? [], backend: view.settings.local.backend };
    return deviceCautions(selectKnownModels(view), surroundings);
  }, [view]);
  return cautions.map(({ caution, words }) => (
    <Notice key={caution.kind} tone="warn">
      {words}
    </Notice>
  ));
}
