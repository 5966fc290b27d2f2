import { useMemo } from 'react';
import { modelKey, modelName } from '../../../core/model/model-ref';
import type { ModelOption } from '../../shared/models/model-options';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { recentModels } from './recent-models';

/** A press away: the models that were used last. */
export function RecentModels({ options }: { readonly options: readonly ModelOption[] }) {
  const calls = useStudio((state) => state.calls);
  const turns = useStudio((state) => state.project.turns);
  const present = useStudio((state) => state.settings.promptModel);
  const { updateSettings } = useActions().settings;
  const recent = useMemo(() => recentModels({ calls, turns, present }), [calls, turns, present]);
  if (recent.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h3 className="text-small text-ink-2" id="recent-models">
        Recent
      </h3>
      <ul aria-labelledby="recent-models" className="flex flex-wrap gap-1">
        {recent.map((ref) => {
          const option = options.find(({ value }) => value === modelKey(ref));
          return (
            <li key={modelKey(ref)} className="min-w-0">
              <Button
                tight
                className="max-w-full"
                unavailable={option?.disabled ? option.label : undefined}
                onClick={() => updateSettings({ promptModel: ref })}
              >
                <span className="clip">{modelName(ref)}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
