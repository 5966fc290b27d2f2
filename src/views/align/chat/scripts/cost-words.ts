import type { ReplayBot } from '../../../../core/conversation/replay';
import { estimateReplay } from '../../../../core/conversation/replay-estimate';
import { documentOf } from '../../../../core/conversation/replay-steps';
import type { UserScript } from '../../../../core/conversation/scripts';
import { composePrompt } from '../../../../core/prompt/compose';
import { documentAt } from '../../../../core/prompt/history';
import { callLimits } from '../../../../store/label/call-limits';
import { alignmentModelOf } from '../../../../store/model-choice';
import type { Studio } from '../../../../store/studio';
import { counted, whole } from '../../../shared/counted';

/** The bot as it is now. */
export function presentBot({ project, settings }: Studio): ReplayBot {
  return { revisionId: project.history.head, principles: true, model: settings.promptModel };
}

/** `3 calls, about 420 tokens`: what a replay will cost. A played user may be done before. */
export function costWords({ project, settings }: Studio, user: UserScript, bots: readonly ReplayBot[]): string {
  const { prompt, history, chat, inputs } = project;
  const player = alignmentModelOf(settings);
  const { calls, tokens } = estimateReplay({
    user,
    bots: bots.map((bot) => {
      const document = documentOf(documentAt({ document: prompt, history }, bot.revisionId), bot);
      const composed = composePrompt({ document, values: inputs.values });
      return { system: composed.ok ? composed.value.text : document.preamble, model: bot.model };
    }),
    opening: chat.opening.by === 'text' && chat.opening.text.trim() !== '' ? chat.opening.text : null,
    player,
    limits: callLimits([...bots.map(({ model }) => model), player], settings),
  });
  const most = user.kind === 'played' ? 'at most ' : '';
  return `${most}${counted(calls, 'call')}, about ${whole(roundedUp(tokens))} tokens`;
}

/** An estimate to the last token would say more than is known. */
function roundedUp(tokens: number): number {
  return tokens < 100 ? tokens : Math.ceil(tokens / 50) * 50;
}
