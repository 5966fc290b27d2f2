/** A constitution of our own to start from, and prompts to try it with; all of it is invented, and lies in `public/samples`. */
export interface TuningSample {
  readonly key: string;
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly about: string;
  readonly constitutionFile: string;
  /** With the columns `id` and `prompt`. */
  readonly promptsFile: string;
  /** Of the file of prompts, in bytes: tells it from somebody else's of the same name. */
  readonly promptsSize: number;
}

export const tuningSamples: readonly TuningSample[] = [
  {
    key: 'socratic-tutor',
    name: 'Socratic tutor',
    about: 'Leaves the thinking to a pupil of twelve: 50 questions on physics.',
    constitutionFile: 'socratic-tutor.constitution.json',
    promptsFile: 'pupil-questions.csv',
    promptsSize: 3_023,
  },
  {
    key: 'harmless-assistant',
    name: 'Harmless assistant',
    about: 'Harms nobody and refuses nothing without need: 50 delicate questions.',
    constitutionFile: 'harmless-assistant.constitution.json',
    promptsFile: 'delicate-questions.csv',
    promptsSize: 3_714,
  },
  {
    key: 'support-agent',
    name: 'Support agent',
    about: 'Promises only what a shop allows and says what happens next: 50 messages of customers.',
    constitutionFile: 'support-agent.constitution.json',
    promptsFile: 'support-messages.csv',
    promptsSize: 3_741,
  },
];
