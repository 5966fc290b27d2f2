import { useState } from 'react';
import type { VectorsFormat } from '../../../core/playground/playground-port';
import { shownRun } from '../../../store/playground/select-playground';
import { whole } from '../../shared/counted';
import { downloadBlob } from '../../shared/download';
import { Button } from '../../ui/button';
import { DetailsSection } from '../../ui/details-section';
import { Row } from '../../ui/row';
import { useStudio } from '../../use-studio';
import { usePlayground, usePlaygroundActions } from '../use-playground';

/** The vectors as files. */
export function TakeAway() {
  const { vectorsFile } = usePlaygroundActions();
  const run = useStudio((state) => shownRun(state, 'embed'));
  const similarity = usePlayground((state) => state.similarity);
  const [making, setMaking] = useState<VectorsFormat | null>(null);
  const why = run?.status.status === 'finished' ? undefined : 'There are no vectors yet: press Run.';

  async function take(as: VectorsFormat) {
    setMaking(as);
    const made = await vectorsFile(as).catch(() => null);
    setMaking(null);
    if (made !== null) downloadBlob({ name: made.name, blob: made.file });
  }

  return (
    <DetailsSection
      title="Take away"
      sum={similarity === null ? undefined : `${whole(similarity.total)} × ${whole(similarity.dimensions)}`}
      startsOpen
    >
      <Row wraps>
        {formats.map(({ as, label, tip }) => (
          <Button
            key={as}
            tight
            label={`Download ${label}`}
            tip={tip}
            pending={making === as}
            unavailable={why}
            onClick={() => void take(as)}
          >
            {label}
          </Button>
        ))}
        <span className="hint">with the texts beside</span>
      </Row>
    </DetailsSection>
  );
}

const formats = [
  { as: 'json', label: 'JSON', tip: 'An object for each text' },
  { as: 'csv', label: 'CSV', tip: 'A row for each text' },
  { as: 'npy', label: 'NPY', tip: 'For NumPy: 32-bit floats, a row for each text' },
] as const;
