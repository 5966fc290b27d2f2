import type { Conversation } from '../../../../core/conversation/chat';
import { besideOf } from '../../../../core/conversation/replay-steps';
import type { Studio } from '../../../../store/studio';
import { Button } from '../../../ui/button';
import { Row } from '../../../ui/row';
import { useStudio } from '../../../use-studio';
import { ComparedPaths } from '../compared-paths';
import { ReplayState } from './replay-state';

/** The conversations with two bots side by side, as they are written. */
export function TwoBotsCompared({ onBack }: { readonly onBack: () => void }) {
  const pair = useStudio(shownPair);
  const rightId = useStudio((state) => rightOf(state)?.leafId ?? null);
  if (pair === null) return <p className="text-ink-2">There is nothing to compare: the conversation is gone.</p>;
  return (
    <div className="grid gap-3">
      <Row>
        <Button variant="ghost" tight icon="left" onClick={onBack}>
          Openings and users
        </Button>
      </Row>
      <ReplayState />
      <div className="grid grid-cols-2 gap-4 font-bold">
        <p>{pair.name}</p>
        <p>{rightId === null ? 'The right bot comes after the left one.' : pair.name.replace(' · left', ' · right')}</p>
      </div>
      <ComparedPaths left={pair.leafId} right={rightId ?? ''} />
    </div>
  );
}

/** The conversation with the left one of two bots, where the one on the screen is of such a pair. */
function shownPair({ project: { turns, chat } }: Studio): Conversation | null {
  const current = chat.conversations.find(({ id }) => id === chat.currentId);
  if (current?.replay?.other !== undefined) return current;
  return current?.replay?.besideId === undefined ? null : besideOf({ turns, chat }, current);
}

function rightOf(state: Studio): Conversation | null {
  const left = shownPair(state);
  const { turns, chat } = state.project;
  return left === null ? null : besideOf({ turns, chat }, left);
}

/** Whether there are two bots to compare. */
export function hasPair(state: Studio): boolean {
  return rightOf(state) !== null;
}
