import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { fullName, modelWords } from '../../../core/local/model-words';
import type { Refusal } from '../../../core/local/preflight-checks';
import { localModel } from '../../../core/model/model-ref';
import { type LocalView, selectDefaultModel } from '../../../store/local/local-selectors';
import { blankLocalState } from '../../../store/local/local-state';
import { useModelSurroundings } from '../../shared/models/use-model-surroundings';
import { sectionHref } from '../../shared/settings-sections';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { deviceRefusal } from '../local/device-refusal';
import { isUnderWay } from '../local/row-actions';
import { StepLink, Tile } from './tile';
import { localTile, readyModel } from './tile-states';
import { ToAlign, UseModel } from './use-model';

export function LocalTile() {
  const settings = useStudio((state) => state.settings);
  const surroundings = useModelSurroundings();
  const transfer = useStudio(useShallow(({ local }) => firstUnderWay(local.transfers)));
  const { refusal, best, looked } = useDevice();
  const { local } = useActions();
  const { stored } = surroundings;
  const state = localTile({
    settings,
    surroundings,
    transfer: transfer.transfer && { name: nameOf(transfer.id), transfer: transfer.transfer },
    stored,
    refusal,
    looked,
    best: best && fullName(best.id),
    nameOf,
  });
  return <Tile title="Local" icon="chip" state={state} step={step()} />;

  function step() {
    const ready = readyModel(settings, stored);
    switch (state.step) {
      case 'use':
        return ready !== null && <UseModel model={localModel(ready)}>Answer with it</UseModel>;
      case 'in-use':
        return <ToAlign />;
      case 'fetch':
        return best !== null && <Button onClick={() => local.downloadModel(best)}>Download {nameOf(best.id)}</Button>;
      case 'wait':
        return transfer.transfer && <StepLink href={sectionHref('local-models')}>Show it</StepLink>;
      default:
        return <StepLink href={sectionHref('local-models')}>See what helps</StepLink>;
    }
  }
}

function nameOf(id: string): string {
  return modelWords(id).name;
}

function refusalWords({ kind }: Refusal): string {
  switch (kind) {
    case 'insecure':
      return 'Needs a secure page (https)';
    case 'no-webgpu':
      return 'No usable GPU: this browser has no WebGPU';
    case 'no-storage':
      return 'This browser gives the page no storage';
    default:
      return 'No usable GPU';
  }
}

function firstUnderWay(transfers: LocalView['local']['transfers']) {
  const [id, transfer] = Object.entries(transfers).find(([, one]) => isUnderWay(one)) ?? [];
  return { id: id ?? '', transfer: transfer ?? null };
}

/** What this device can do; computed anew only when something of it changes. */
function useDevice() {
  const settings = useStudio((state) => state.settings);
  const { device, prebuilt, stored } = useStudio(
    useShallow(({ local }) => ({ device: local.device, prebuilt: local.prebuilt, stored: local.stored })),
  );
  return useMemo(() => {
    const view = { settings, local: { ...blankLocalState, device, prebuilt, stored } };
    const refused = deviceRefusal(view);
    const refusal = refused && refusalWords(refused.reason);
    return { refusal, best: selectDefaultModel(view), looked: device !== null && prebuilt !== null && stored !== null };
  }, [settings, device, prebuilt, stored]);
}
