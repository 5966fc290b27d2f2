import { useModelSurroundings } from '../../shared/models/use-model-surroundings';
import { sectionHref } from '../../shared/settings-sections';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { StepLink, Tile } from './tile';
import { isAnswerOf, modelOf, serverTile, type TileState } from './tile-states';
import { ToAlign, UseModel } from './use-model';

export function ServerTile() {
  const settings = useStudio((state) => state.settings);
  const { connection, models: listing } = useStudio((state) => state.services.server);
  const answered = useStudio(({ calls }) => calls.some(isAnswerOf('server')));
  const surroundings = useModelSurroundings();
  const state = serverTile({ settings, surroundings, connection, listing, answered });
  return <Tile title="Server" icon="table" state={state} step={<Step step={state.step} />} />;
}

function Step({ step }: Pick<TileState, 'step'>) {
  const settings = useStudio((state) => state.settings);
  const { testConnection } = useActions().services;
  switch (step) {
    case 'private':
      return <StepLink href={sectionHref('privacy')}>Privacy settings</StepLink>;
    case 'enter':
      return (
        <StepLink href={sectionHref('server')}>
          {settings.server.address === '' ? 'Set up a server' : 'Choose its model'}
        </StepLink>
      );
    case 'check':
      return <Button onClick={() => testConnection('server')}>Test the server</Button>;
    case 'use':
      return <UseModel model={modelOf('server', settings)}>Answer with the server</UseModel>;
    case 'in-use':
      return <ToAlign />;
    case 'correct':
    case 'help':
    case 'other-model':
    case 'fetch':
      return <StepLink href={sectionHref('server')}>See what helps</StepLink>;
    case 'wait':
      return null;
  }
}
