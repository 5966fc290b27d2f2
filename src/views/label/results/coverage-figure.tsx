import { useState } from 'react';
import { areaUnderRisk, coverageAt } from '../../../core/labeler/score/coverage';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Row } from '../../ui/row';
import { useActions } from '../../use-studio';
import { AbstainField } from './abstain-field';
import { CoverageChart } from './coverage-chart';
import { score3 } from './figures';
import { coverageWords, offerWords, type ShownConfidence } from './shown-confidence';

interface CoverageFigureProps {
  readonly shown: ShownConfidence;
  /** As the run has it; 0: no label is held back. */
  readonly abstainBelow: number;
}

/** What it would cost, and bring, to leave rows without a label that the model is not sure of. */
export function CoverageFigure({ shown: { pairs, curve, offers }, abstainBelow }: CoverageFigureProps) {
  const { label } = useActions();
  const [sliding, setSliding] = useState<number | null>(null);
  const at = coverageAt(pairs, sliding ?? abstainBelow);
  const area = areaUnderRisk(curve);
  const choose = (confidence: number) => {
    setSliding(null);
    label.abstainBelow(confidence);
  };

  return (
    <Card kind="figure" title="Accuracy against coverage" note="the surest rows first">
      <CoverageChart
        curve={curve}
        at={at}
        words={`${coverageWords(at)} Mean error over all coverages: ${score3(area ?? 0)}.`}
      />
      <AbstainField value={sliding ?? abstainBelow} words={coverageWords(at)} onSlide={setSliding} onChoose={choose} />
      {(offers.length > 0 || abstainBelow > 0) && (
        <Row>
          {offers.map((offer) => (
            <Button key={offer.accuracy} variant="ghost" tight onClick={() => choose(offer.coverage.abstainBelow)}>
              {offerWords(offer)}
            </Button>
          ))}
          {abstainBelow > 0 && (
            <Button variant="ghost" tight onClick={() => choose(0)}>
              Never abstain
            </Button>
          )}
        </Row>
      )}
      <p className="hint">
        Files of new rows that are labeled from now on leave a row without a label where the model is less sure than
        this. The figures here count every label. They are of these rows: on others the accuracy may be lower.
      </p>
    </Card>
  );
}
