import type { Candidate } from '../../../core/conversation/candidate';

/** What is read out once when a set of candidates is done: `3 responses ready`, `2 responses ready, 1 failed`, `Stopped`. */
export function readyWords(candidates: readonly Candidate[]): string {
  const count = (status: Candidate['state']['status']) =>
    candidates.filter((candidate) => candidate.state.status === status).length;
  const [ready, failed, stopped] = [count('answered'), count('failed'), count('cancelled')];
  const parts = [
    ready > 0 && `${ready} ${ready === 1 ? 'response' : 'responses'} ready`,
    failed > 0 && `${failed} failed`,
    stopped > 0 && (ready + failed === 0 ? 'Stopped' : `${stopped} stopped`),
  ];
  return parts.filter((part) => part !== false).join(', ');
}
