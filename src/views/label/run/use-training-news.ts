import { useEffect, useRef } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { announce } from '../../ui/announce';
import { trainingNews } from './training-news';

/** Says the result of each step once, and the end. */
export function useTrainingNews(run: LabelerRun | null): void {
  const before = useRef<LabelerRun | null>(null);
  useEffect(() => {
    const news = run === null ? null : trainingNews(before.current, run);
    before.current = run;
    if (news !== null) announce(news);
  }, [run]);
}
