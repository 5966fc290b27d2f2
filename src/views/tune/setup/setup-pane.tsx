import { Pane, PaneBody, PaneHead } from '../../ui/pane';
import { HidePane } from '../../ui/workbench/hide-pane';
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
      <PaneHead className="max-medium:hidden">
        <h2>Set-up</h2>
        <span className="flex-1" />
        <HidePane side="start" />
      </PaneHead>
      <PaneBody className="px-0 pb-0">
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
