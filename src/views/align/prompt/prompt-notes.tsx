import { lazy, Suspense } from 'react';
import { useStudio } from '../../use-studio';
import { FoldNote } from './fold-note';

const DoubledBraces = lazy(() =>
  import('./doubled-braces').then(
    (module) => ({ default: module.DoubledBraces }),
    // A question that cannot be fetched is not asked.
    () => ({ default: () => null }),
  ),
);

/** What is to be known of the text in the editor. */
export function PromptNotes() {
  // Most prompts have no doubled braces.
  const mayAsk = useStudio(({ project }) => project.prompt.preamble.includes('{{'));
  return (
    <>
      {mayAsk && (
        <Suspense>
          <DoubledBraces />
        </Suspense>
      )}
      <FoldNote />
    </>
  );
}
