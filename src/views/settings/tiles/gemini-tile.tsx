import { GeminiKey } from '../../shared/connect/gemini-key';
import { GetKeyLink } from '../../shared/connect/get-key-link';
import { KeyResult } from '../../shared/connect/key-result';
import { useModelSurroundings } from '../../shared/models/use-model-surroundings';
import { sectionHref } from '../../shared/settings-sections';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { NotInPrivateMode } from '../private-mode';
import { StepLink, Tile } from './tile';
import { geminiTile, isAnswerOf, modelOf, type TileState } from './tile-states';
import { ToAlign, UseModel } from './use-model';

export function GeminiTile() {
  const settings = useStudio((state) => state.settings);
  const { connection, models: listing, keyCheck } = useStudio((state) => state.services.gemini);
  const answered = useStudio(({ calls }) => calls.some(isAnswerOf('gemini')));
  const surroundings = useModelSurroundings();
  const state = geminiTile({ settings, surroundings, connection, listing, answered, keyCheck });
  return (
    <Tile title="Gemini" icon="cloud" state={state} step={<Step step={state.step} />}>
      {settings.privateMode && <NotInPrivateMode what="Gemini" />}
      {state.step === 'enter' && (
        <p className="text-small text-ink-2">Google gives out keys for free. Paste yours, and it is tested at once.</p>
      )}
      <GeminiKey />
      <KeyResult />
    </Tile>
  );
}

function Step({ step }: Pick<TileState, 'step'>) {
  const settings = useStudio((state) => state.settings);
  const { connect } = useActions();
  switch (step) {
    case 'private':
      return <StepLink href={sectionHref('privacy')}>Privacy settings</StepLink>;
    case 'enter':
    case 'correct':
      return <GetKeyLink />;
    case 'check':
      return <Button onClick={connect.checkKey}>Check the key</Button>;
    case 'use':
      return <UseModel model={modelOf('gemini', settings)}>Answer with Gemini</UseModel>;
    case 'in-use':
      return <ToAlign />;
    case 'other-model':
    case 'help':
    case 'fetch':
      return <StepLink href={sectionHref('choice')}>Choose another model</StepLink>;
    case 'wait':
      return null;
  }
}
