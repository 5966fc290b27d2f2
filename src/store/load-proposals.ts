import type { ActionContext } from './context';
import type * as proposals from './proposal-actions';

type ProposalModule = typeof proposals;

let loaded: ProposalModule | undefined;

/** Fetches what feedback needs beyond its words. Whoever shows what asks for it does so first: then a press is done at once. */
export async function loadProposals(): Promise<ProposalModule> {
  loaded ??= await import('./proposal-actions');
  return loaded;
}

/** At once where it has come already. */
export function withProposals(context: ActionContext, act: (actions: proposals.ProposalActions) => void): void {
  if (loaded !== undefined) {
    act(loaded.proposalActions(context));
    return;
  }
  const before = context.get().project.id;
  loadProposals().then(
    ({ proposalActions }) => {
      if (context.get().project.id === before) act(proposalActions(context));
    },
    () =>
      context.notify({
        title: 'Nothing was changed',
        body: 'The part of this app that works with feedback could not be loaded, and nothing was sent. Check the connection and try again; if that does not help, reload the page.',
      }),
  );
}
