import { useState } from 'react';
import type { ListedLocalModel } from '../../../core/local/listed-models';
import type { LocalView } from '../../../store/local/local-selectors';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { ModelRow } from './model-row';
import type { RowCommands } from './row-commands';

interface ModelListProps {
  readonly title: string;
  readonly listed: readonly ListedLocalModel[];
  readonly view: LocalView;
  readonly recommendedId: string | undefined;
  readonly commands: RowCommands;
}

const step = 10;

export function ModelList({ title, listed, view, recommendedId, commands }: ModelListProps) {
  const [limit, setLimit] = useState(step);
  if (listed.length === 0) return null;
  const more = Math.min(step, listed.length - limit);
  return (
    <>
      <ul className="models" aria-label={title}>
        <li className="head" aria-hidden="true">
          <span>Model</span>
          <span className="num">Download</span>
          <span className="num">Needs</span>
          <span />
        </li>
        {listed.slice(0, limit).map(({ model }) => (
          <ModelRow
            key={model.id}
            model={model}
            view={view}
            isRecommended={model.id === recommendedId}
            commands={commands}
          />
        ))}
      </ul>
      {more > 0 && (
        <Row wraps>
          <Button tight onClick={() => setLimit(limit + step)}>
            Show {more} more
          </Button>
          <span className="hint">
            {limit} of {listed.length} are shown.
          </span>
        </Row>
      )}
    </>
  );
}
