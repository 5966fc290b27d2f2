import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { currentConversation } from '../../../core/conversation/chat';
import { useStudio } from '../../use-studio';
import { ConnectCard } from './connect-card';
import { type OfferInput, offersConnection } from './offers-connection';

/** The card, where it is of use. Loaded lazily, with the texts of the samples. */
export function ConnectOffer() {
  const [id, prompt, history, settings, keyCheck] = useStudio(
    useShallow(({ project, settings, services }) => [
      project.id,
      project.prompt,
      project.history,
      settings,
      services.gemini.keyCheck,
    ]),
  );
  const shown = useShownRun();
  const offered = useMemo(
    () => offersConnection({ id, prompt, history, shown, settings, keyCheck }),
    [id, prompt, history, shown, settings, keyCheck],
  );
  return offered ? <ConnectCard /> : null;
}

/** The same object while its responses are written. */
function useShownRun(): OfferInput['shown'] {
  const [model, revisionId] = useStudio(
    useShallow(({ project }) => {
      const shownId = project.mode === 'chat' ? currentConversation(project.chat)?.leafId : project.currentTurnId;
      const turn = project.turns.find(({ id }) => id === shownId);
      return turn === undefined ? [null, null] : [turn.model, turn.revisionId];
    }),
  );
  return useMemo(() => (model === null ? null : { model, revisionId }), [model, revisionId]);
}
