import { useEffect } from 'react';
import type { ModelRef } from '../../../core/model/model-ref';
import { forEachService } from '../../../core/model/provider-table';
import { useActions, useStudio } from '../../use-studio';
import { type ModelOption, modelOptions } from './model-options';
import { listedIds } from './use-listed-ids';

/** What a model field offers now, what it holds among it. The first field that is shown has the device looked at. */
export function useModelOptions(held: ModelRef | null = null): readonly ModelOption[] {
  const settings = useStudio((state) => state.settings);
  const stored = useStudio((state) => state.local.stored);
  const browserModel = useStudio((state) => state.browserModel);
  const { local } = useActions();
  const services = useStudio((state) => state.services);
  const unknown = stored === null;
  // Once: a look that failed is told where the models are listed, and repeated there.
  useEffect(() => {
    if (unknown) local.inspectLocalModels();
  }, [unknown, local]);
  return modelOptions({
    settings,
    listed: forEachService((service) => listedIds(services[service].models)),
    stored,
    browserModel,
    held,
  });
}
