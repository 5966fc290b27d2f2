import type { TableProblem } from '../../core/dataset/table';
import type { EmbedRequest, ScoresFound, ScoresRequest, TextsFound } from '../../core/playground/playground-port';
import { isEmptyPrompt } from '../../core/playground/sent-prompt';
import { errorData } from '../model-choice';
import { type SettledCheck, settledCheck } from '../settled-check';
import { checkBias } from './check-bias';
import { countTokens } from './count-tokens';
import { draftEmbed, draftScores, embedRequest, scoresRequest } from './job-requests';
import type { PlaygroundContext } from './playground-context';
import type { Found } from './playground-state';
import { embeddingRef, playgroundModel } from './select-playground';

/** Keeps what is known of the set-up true to it. Of a task that is not on the screen nothing is asked. */
export interface PlaygroundChecks {
  /** What the task on the screen shows is looked up, unless it is known. */
  readonly ensure: () => void;
  readonly modelChanged: () => void;
  readonly promptChanged: () => void;
  readonly biasChanged: () => void;
  readonly scoresChanged: () => void;
  readonly textsChanged: () => void;
  /** Every bias is a token of the model: resolves when that is known. */
  readonly biasNow: () => Promise<void>;
}

/** Typing settles before tokens are counted. */
const settleMs = 400;

export function playgroundChecks(context: PlaygroundContext): PlaygroundChecks {
  const { kept, setShown, deps, work } = context;
  const scores = scoresCheck(context, 'rank');
  const mattered = scoresCheck(context, 'mattered');
  const texts = textsCheck(context);
  let cancelCount: (() => void) | null = null;

  const count = () => {
    cancelCount?.();
    cancelCount = deps.setTimer(settleMs, () => void countTokens(context));
  };

  const askProgram = () => {
    const { provider } = playgroundModel(context.get());
    const { provider: embedder } = embeddingRef(context.get());
    if (provider !== 'server' && embedder !== 'server') return;
    void work.run(
      { scope: 'project/playground/program', failed: () => setShown({ program: 'unknown' }) },
      async (signal) => {
        const program = await deps.models.serverProgram(signal);
        signal.throwIfAborted();
        if (program !== context.shown().program) setShown({ program });
      },
    );
  };

  const ensure = () => {
    askProgram();
    switch (kept().task) {
      case 'complete':
        void checkBias(context);
        count();
        return;
      case 'evaluate':
        scores.ensure();
        mattered.ensure();
        count();
        return;
      case 'embed':
        texts.ensure();
    }
  };

  return {
    ensure,
    modelChanged() {
      setShown({ bias: {}, promptTokens: null });
      askProgram();
      void checkBias(context);
    },
    promptChanged() {
      count();
      if (kept().task !== 'evaluate') return;
      scores.schedule();
      mattered.schedule();
    },
    biasChanged: () => void checkBias(context),
    scoresChanged() {
      scores.schedule();
      mattered.schedule();
    },
    textsChanged: texts.schedule,
    biasNow: () => checkBias(context),
  };
}

function scoresCheck(context: PlaygroundContext, kind: 'rank' | 'mattered'): SettledCheck {
  const key = kind === 'rank' ? 'scoresFound' : 'matteredFound';
  const { kept, shown, setShown, port } = context;
  const show = (found: Found<ScoresFound>) => setShown({ [key]: found });
  const hasRows = () => {
    const { prompt, evaluate } = kept();
    if (kind === 'mattered') return !isEmptyPrompt(prompt.parts) && evaluate.expected !== '';
    const { completions, dataset, completionColumn } = evaluate.rank;
    return dataset === null ? completions.trim() !== '' : completionColumn !== null;
  };
  return settledCheck<ScoresRequest, ScoresFound, TableProblem>(context, {
    scope: kind === 'rank' ? 'project/playground/check-scores' : 'project/playground/check-mattered',
    request: () => (hasRows() ? scoresRequest(context, draftScores(context, kind)) : null),
    isHeld: () => false,
    ask: (request, signal) => port.playground.checkScores(request, signal),
    failed: (error) => unreadable('The rows could not be counted.', error),
    isNone: () => shown()[key].status === 'none',
    showNone: () => show({ status: 'none' }),
    showChecking: () => show({ status: 'checking' }),
    showAnswer: (answer) =>
      show(answer.ok ? { status: 'found', found: answer.value } : { status: 'refused', problem: answer.error }),
  });
}

function textsCheck(context: PlaygroundContext): SettledCheck {
  const { kept, shown, setShown, port } = context;
  const show = (textsFound: Found<TextsFound>) => setShown({ textsFound });
  const hasTexts = () => {
    const { texts, dataset, textColumn, images } = kept().embed;
    return images.length > 0 || (dataset === null ? texts.trim() !== '' : textColumn !== null);
  };
  return settledCheck<EmbedRequest, TextsFound, TableProblem>(context, {
    scope: 'project/playground/check-texts',
    request: () => (hasTexts() ? embedRequest(context, draftEmbed(context)) : null),
    isHeld: () => false,
    ask: (request, signal) => port.playground.checkTexts(request, signal),
    failed: (error) => unreadable('The texts could not be counted.', error),
    isNone: () => shown().textsFound.status === 'none',
    showNone: () => show({ status: 'none' }),
    showChecking: () => show({ status: 'checking' }),
    showAnswer: (answer) =>
      show(answer.ok ? { status: 'found', found: answer.value } : { status: 'refused', problem: answer.error }),
  });
}

function unreadable(title: string, error: unknown): TableProblem {
  return { kind: 'unreadable', title, message: errorData(error).message };
}
