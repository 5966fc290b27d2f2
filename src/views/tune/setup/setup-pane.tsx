import { Pane, PaneBody } from '../../ui/pane';
import { EstimateSection } from './estimate-section';
import { JudgeSection } from './judge-section';
import { MakeSection } from './make-section';
import { PromptsSection } from './prompts-section';
import { RoundsSection } from './rounds-section';
import { TokensSection } from './tokens-section';

/** Left pane: the prompts, and how data is made of them. */
export function SetupPane() {
  return (
    <Pane label="Set-up">
      <h2 className="sr-only">Set-up</h2>
      <PaneBody flush>
        <PromptsSection />
        <MakeSection />
        <RoundsSection />
        <TokensSection />
        <JudgeSection />
      </PaneBody>
      <EstimateSection />
    </Pane>
  );
}
