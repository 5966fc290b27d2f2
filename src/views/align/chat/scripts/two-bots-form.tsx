import { useMemo, useState } from 'react';
import type { ReplayBot } from '../../../../core/conversation/replay';
import type { UserScript } from '../../../../core/conversation/scripts';
import { modelKey } from '../../../../core/model/model-ref';
import { useModelOptions } from '../../../shared/models/use-model-options';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { Row } from '../../../ui/row';
import { Select } from '../../../ui/select';
import { useActions, useStudio, useStudioStore } from '../../../use-studio';
import { versionOf, versionOptions, versionValue } from '../../compare/versions';
import { whyNoStart } from '../chat-state';
import { costWords, presentBot } from './cost-words';

interface TwoBotsFormProps {
  readonly user: UserScript;
  readonly onStarted: () => void;
  readonly onBack: () => void;
}

/** What the two bots are: at first the present one without its principles, and as it is. */
export function TwoBotsForm({ user, onStarted, onBack }: TwoBotsFormProps) {
  const { twoBots } = useActions().chat;
  const store = useStudioStore();
  const [left, setLeft] = useState<ReplayBot>(() => ({ ...presentBot(store.getState()), principles: false }));
  const [right, setRight] = useState<ReplayBot>(() => presentBot(store.getState()));
  const cost = useStudio((state) => costWords(state, user, [left, right]));
  const busy = useStudio(whyNoStart);
  const isSame = sameBot(left, right);
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">
        “{user.name}” is said to both, first to the left one.
        {user.kind === 'played' && ' The user is played once: the right one is told the same.'}
      </p>
      <div className="grid grid-cols-2 gap-4 max-medium:grid-cols-1">
        <BotFields side="Left" bot={left} onBot={setLeft} />
        <BotFields side="Right" bot={right} onBot={setRight} />
      </div>
      <p className="text-ink-3 text-small">Both together: {cost}.</p>
      <Row>
        <span className="grow" />
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
        <Button
          variant="solid"
          icon="play"
          unavailable={busy ?? (isSame ? 'Both are the same. Change one of them.' : undefined)}
          onClick={() => {
            twoBots(user.id, [left, right]);
            onStarted();
          }}
        >
          Start
        </Button>
      </Row>
    </div>
  );
}

interface BotFieldsProps {
  readonly side: 'Left' | 'Right';
  readonly bot: ReplayBot;
  readonly onBot: (bot: ReplayBot) => void;
}

function BotFields({ side, bot, onBot }: BotFieldsProps) {
  const history = useStudio(({ project }) => project.history);
  const versions = useMemo(() => versionOptions(history), [history]);
  const models = useModelOptions(bot.model);
  return (
    <fieldset className="grid min-w-0 gap-2" aria-label={`${side} bot`}>
      <Select
        label={`${side} version`}
        value={versionValue(bot.revisionId)}
        options={versions}
        onPick={(value) => onBot({ ...bot, revisionId: versionOf(value) })}
      />
      <Select
        label={`${side} model`}
        value={modelKey(bot.model)}
        options={models}
        onPick={(key) => onBot({ ...bot, model: models.find(({ value }) => value === key)?.ref ?? bot.model })}
      />
      <Checkbox
        label={`${side}: with principles`}
        checked={bot.principles}
        onCheck={(principles) => onBot({ ...bot, principles })}
      />
    </fieldset>
  );
}

function sameBot(one: ReplayBot, other: ReplayBot): boolean {
  return (
    one.revisionId === other.revisionId &&
    one.principles === other.principles &&
    modelKey(one.model) === modelKey(other.model)
  );
}
