import type { Principle, Source } from '../../../core/constitution/principle';

/** A source with the words that it gave the principle. */
export interface SourceStep {
  readonly source: Source;
  /** Before it; null when it made the principle. */
  readonly before: string | null;
  readonly after: string;
}

/** Newest first. */
export function sourceSteps({ sources, text }: Principle): readonly SourceStep[] {
  const steps: SourceStep[] = [];
  let after = text;
  for (const source of [...sources].reverse()) {
    const before = source.by === 'import' ? null : (source.was ?? null);
    steps.push({ source, before, after });
    after = before ?? after;
  }
  return steps;
}
