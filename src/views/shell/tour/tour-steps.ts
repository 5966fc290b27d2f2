export interface TourStep {
  /** The `data-tour` of the control it points at. */
  readonly target: 'run' | 'critique' | 'fold';
  readonly title: string;
  readonly text: string;
  /** Said while the control is not on the page; the card then points at Run, if that is. */
  readonly first: string;
}

export const steps: readonly TourStep[] = [
  {
    target: 'run',
    title: 'Run the prompt',
    text: 'The sample is ready to go. Run it, and up to three responses are written side by side.',
    first: 'Open the responses, then run the prompt.',
  },
  {
    target: 'critique',
    title: 'Say what is wrong',
    text: 'Press Critique on a response. Pick a reason or write your own: it becomes a principle that the next run follows.',
    first: 'Run the prompt first. Then press Critique on a response, and what you say becomes a principle.',
  },
  {
    target: 'fold',
    title: 'Fold it into the prompt',
    text: 'When the principles are right, fold them: the prompt is reworded to carry them, and you see the difference first.',
    first: 'Give a critique first, so that there is a principle. Then fold it into the prompt.',
  },
];
