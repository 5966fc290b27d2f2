import { useMemo } from 'react';
import {
  isAnsweredUnder,
  isRetriable,
  type RetryOffer,
  retryOffers,
  retryOfPrinciple,
} from '../../../core/alignment/retry-offer';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import type { Constitution, Principle } from '../../../core/constitution/principle';
import type { Studio } from '../../../store/studio';
import { Button } from '../../ui/button';
import { useActions, useStudio } from '../../use-studio';
import { turnById } from '../responses/shown-turn';
import { whyNotNow } from './chat-state';
import { focusMessage } from './focus-message';

/** Beside a principle that has just come of feedback on a turn. */
export function TryPrinciple({ principle }: { readonly principle: Principle }) {
  const offer = useMemo(() => retryOfPrinciple(principle), [principle]);
  const isOffered = useStudio(({ project }) => {
    const turn = project.mode === 'chat' && offer !== null ? turnById(project.turns, offer.before.turnId) : null;
    return turn !== null && isRetriable(turn);
  });
  return offer === null || !isOffered ? null : <TryAgain offer={offer} />;
}

/** At a turn that feedback was about, until it was answered under the prompt of today. */
export function TryTurn({ turnId }: { readonly turnId: string }) {
  const offer = useStudio((state) => offerAt(state, turnId));
  return offer === null ? null : <TryAgain offer={offer} />;
}

function TryAgain({ offer }: { readonly offer: RetryOffer }) {
  const { rewindAndTryAgain } = useActions().chat;
  const busy = useStudio(whyNotNow);
  const n = useStudio(({ project }) => principleNumber(project.prompt.principles, offer.principleId));
  return (
    <Button
      icon="rewind"
      tight
      tip={`Answers the turn that your feedback was about again, with principle ${n}, and compares both. Nothing is lost.`}
      unavailable={busy}
      onClick={() => {
        // This button goes; the comparison takes the focus from there once it stands.
        focusMessage();
        rewindAndTryAgain(offer);
      }}
    >
      Rewind and try again
    </Button>
  );
}

function offerAt({ project }: Studio, turnId: string): RetryOffer | null {
  const { turns, history, prompt } = project;
  const offer = offersOf(prompt.principles).get(turnId);
  const turn = offer === undefined ? null : turnById(turns, turnId);
  if (offer === undefined || turn === null || !isRetriable(turn)) return null;
  return isAnsweredUnder(turns, turn, history.head) ? null : offer;
}

let last: { readonly of: Constitution; readonly offers: ReadonlyMap<string, RetryOffer> } | null = null;

/** Every turn on the screen asks at each key. */
function offersOf(constitution: Constitution): ReadonlyMap<string, RetryOffer> {
  if (last?.of !== constitution) last = { of: constitution, offers: retryOffers(constitution) };
  return last.offers;
}
