import type { Principle } from '../constitution/principle';
import type { Instant } from '../effects';
import { firstPreamble } from './first-preamble';
import { newProject } from './new-project';
import type { InputSet, Project } from './project';

/** A project to open and try. Built, not fetched: the first visit works offline. */
export interface Sample {
  /** Names the file in `public/samples`. */
  readonly key: string;
  readonly name: string;
  /** What can be learned from it, in one sentence. */
  readonly about: string;
  build(stamp: { readonly id: string; readonly at: Instant }): Project;
}

/** Open on the first visit. */
export const firstSample: Sample = sample({
  key: 'creative-uses',
  name: 'Creative uses',
  about: 'A short prompt with two variables: find out what is wrong with the responses, and say so.',
  preamble: firstPreamble,
  principles: [],
  sets: [
    {
      name: 'Empty jar, students',
      values: { item: 'an empty jam jar', audience: 'a student who has just moved into a small room' },
    },
    { name: 'Old bicycle, teachers', values: { item: 'an old bicycle wheel', audience: 'a primary school teacher' } },
    {
      name: 'Egg boxes, gardeners',
      values: { item: 'cardboard egg boxes', audience: 'someone with a balcony and no garden' },
    },
  ],
});

/** Whether a project began as the first sample, and is run by itself still: the tour speaks of that. */
export function isFirstSample({ history, mode }: Pick<Project, 'history' | 'mode'>): boolean {
  return mode === 'single' && history.base.preamble === firstPreamble;
}

export interface SampleText extends Omit<Sample, 'build'> {
  readonly preamble: string;
  readonly principles: readonly string[];
  readonly sets: readonly Omit<InputSet, 'id'>[];
}

/** Ids inside are numbered: they need to be unique in their project only. */
export function sample({ key, name, about, preamble, principles, sets }: SampleText): Sample {
  return {
    key,
    name,
    about,
    build: ({ id, at }) =>
      newProject({
        id,
        name,
        at,
        prompt: {
          preamble,
          fold: null,
          principles: principles.map((text, index) => written(text, { n: index + 1, at })),
        },
        inputs: { values: sets[0]?.values ?? {}, sets: sets.map((set, index) => ({ id: `set-${index + 1}`, ...set })) },
      }),
  };
}

function written(text: string, { n, at }: { readonly n: number; readonly at: Instant }): Principle {
  return { id: `principle-${n}`, text, status: 'on', sources: [{ by: 'author', at }] };
}
