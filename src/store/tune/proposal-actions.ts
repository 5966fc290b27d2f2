import type { Principle } from '../../core/constitution/principle';
import {
  type PrincipleProposal,
  proposalFromPrinciple,
  withProposals,
} from '../../core/tuning/constitution/from-principle';
import { alignmentModelOf, errorData } from '../model-choice';
import type { SettledCheck } from '../settled-check';
import type { TuneActions } from './tune-actions';
import type { TuneContext } from './tune-context';
import type { FromPrinciplesState } from './tune-state';
import { withoutConstitutions } from './undo-stack';

type ProposalActions = Pick<TuneActions, 'proposeFromPrinciples' | 'takeProposals' | 'dropProposals'>;

/** Principles of the project as requests of the constitution: asked for at once, and each taken by its author. */
export function proposalActions(context: TuneContext, checks: SettledCheck): ProposalActions {
  const show = (fromPrinciples: FromPrinciplesState) => context.setTune({ fromPrinciples });
  const drop = () => {
    void context.work.stop('project/tune/proposals');
    show({ status: 'idle' });
  };

  return {
    async proposeFromPrinciples() {
      const principles = context.get().project.prompt.principles.filter(({ status }) => status !== 'off');
      if (principles.length === 0) {
        context.notify({
          title: 'There are no principles',
          body: 'Expected principles that are on in this project. Write some under Align, or add pairs here.',
        });
        return;
      }
      const answers = new Map<string, Answer>();
      await context.work.run({ scope: 'project/tune/proposals' }, async (signal) => {
        const tell = () => show({ status: 'working', done: answers.size, of: principles.length });
        tell();
        const waiting = [...principles];
        const { parallelRequests } = context.limits([alignmentModelOf(context.get().settings)]);
        const worker = async () => {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            answers.set(next.id, await answerOf(context, next, signal));
            signal.throwIfAborted();
            tell();
          }
        };
        await Promise.all(Array.from({ length: Math.max(1, parallelRequests) }, worker));
        show({
          status: 'proposed',
          // In the order of the principles, whatever came first.
          proposals: principles.flatMap(({ id }) => answers.get(id)?.proposal ?? []),
          failed: principles.flatMap(({ id, text }) => {
            const message = answers.get(id)?.message;
            return message === undefined ? [] : [{ principle: text, message }];
          }),
        });
      });
    },
    takeProposals(ids) {
      const { fromPrinciples } = context.tune();
      if (fromPrinciples.status !== 'proposed') return;
      const taken = fromPrinciples.proposals.filter(({ pair }) => ids.includes(pair.id));
      if (taken.length > 0) {
        context.setTune({ undo: withoutConstitutions(context.tune().undo) });
        context.setTuning((work) => ({ ...work, constitution: withProposals(work.constitution, taken) }));
        checks.schedule();
      }
      drop();
    },
    dropProposals: drop,
  };
}

interface Answer {
  readonly proposal?: PrincipleProposal;
  /** Why there is none. */
  readonly message?: string;
}

async function answerOf(context: TuneContext, principle: Principle, signal: AbortSignal): Promise<Answer> {
  const { models, newId } = context.deps;
  const model = models.model(alignmentModelOf(context.get().settings));
  try {
    const read = await proposalFromPrinciple(principle, { model, signal, newId });
    return read.ok ? { proposal: read.value } : { message: read.error.why };
  } catch (error) {
    signal.throwIfAborted();
    return { message: errorData(error).message };
  }
}
