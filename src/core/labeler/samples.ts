import type { Mapping } from '../dataset/mapping';

/** A labeled file of our own making to try training with: its texts are invented, and some of its labels are disputable. */
export interface LabelerSample {
  readonly key: string;
  readonly name: string;
  /** What is in it, in one sentence. */
  readonly about: string;
  /** In `public/samples`. */
  readonly file: string;
  /** Of the file, in bytes: tells it from somebody else's of the same name. */
  readonly size: number;
  /** New rows without labels, in `public/samples` too; null: none. */
  readonly newRowsFile: string | null;
  readonly mapping: Mapping;
}

export const labelerSamples: readonly LabelerSample[] = [
  {
    key: 'support-tickets',
    name: 'Support tickets',
    about: '500 messages to the makers of a planning tool, each for one of five teams.',
    file: 'support-tickets.csv',
    size: 79_855,
    newRowsFile: 'support-tickets-new.csv',
    mapping: {
      labelColumn: 'team',
      inputColumns: ['subject', 'body'],
      idColumn: 'id',
      groupColumn: null,
      taskDescription: 'Choose the team that should read this support ticket first.',
      threshold: null,
      merged: {},
    },
  },
  {
    key: 'comment-tone',
    name: 'Comment tone',
    about: '400 comments on plans for a town, each with the share of five readers who found it hostile.',
    file: 'comment-tone.csv',
    size: 42_887,
    newRowsFile: null,
    mapping: {
      labelColumn: 'isHostile',
      inputColumns: ['comment'],
      idColumn: 'id',
      groupColumn: null,
      taskDescription: 'Decide whether this comment in a local forum is hostile towards other people.',
      threshold: { above: 0.5, positive: 'hostile', negative: 'constructive' },
      merged: {},
    },
  },
];
