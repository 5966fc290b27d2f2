import { useEffect } from 'react';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import type { Studio } from '../../../store/studio';
import { announce } from '../../ui/announce';
import { useStudioStore } from '../../use-studio';
import { readyWords } from './ready-words';

/** Says once, to those who do not see the page, when a set of candidates is done and what came of feedback. */
export function useAnnouncements(): void {
  const store = useStudioStore();
  useEffect(() => {
    let started: Studio | null = null;
    const stop = store.subscribe((now, before) => {
      if (before.activeCandidates.size > 0 && now.activeCandidates.size === 0) {
        const words = responsesDone(now, before.activeCandidates);
        if (words !== '') announce(words);
      }
      if (before.alignment.status !== 'working' && isFeedbackWork(now)) started = before;
      if (isFeedbackWork(before) && !isFeedbackWork(now)) {
        const words = started === null ? '' : feedbackDone(now, started);
        if (words !== '') announce(words);
        started = null;
      }
    });
    return stop;
  }, [store]);
}

function isFeedbackWork({ alignment }: Studio): boolean {
  return alignment.status === 'working' && alignment.task === 'feedback';
}

function responsesDone({ project }: Studio, ids: ReadonlySet<string>): string {
  return readyWords(project.runs.flatMap((run) => run.candidates.filter(({ id }) => ids.has(id))));
}

function feedbackDone(now: Studio, before: Studio): string {
  const { fresh, project, alignment } = now;
  // A failure is an alert, which is read out by itself.
  if (alignment.status === 'failed') return '';
  if (project.drafts.review !== null && project.drafts.review !== before.project.drafts.review)
    return 'A proposed change waits for your review';
  if (fresh === null || fresh === before.fresh) return '';
  switch (fresh.change) {
    case 'add':
      return `Principle ${principleNumber(project.prompt.principles, fresh.principleId)} added`;
    case 'edit':
      return `Principle ${principleNumber(project.prompt.principles, fresh.principleId)} changed`;
    case 'delete':
      return 'A principle was deleted';
  }
}
