import type { Tone } from '../../core/adherence/rules';

/** A sentence, the same in a few words, and an example. `{the}` and `{it}` stand for the topic. */
export interface Frame {
  readonly full: string;
  readonly short: string;
  readonly example: string;
  /** Its place in the author's text, where that order is kept. */
  readonly at?: number;
}

/** True of nearly any thing. The third of each three asks for more than the others, so that there is something to object to. */
export const uses = bank(`
  Hide {the} under a cloth and let friends guess what is there. | Let friends guess {it}. | For example, allow ten questions and three guesses.
  Put {the} under a lamp and draw the shadow from three sides. | Draw {it} by lamplight. | For example, take one minute for the first drawing and five for the last.
  Turn {the} into a small sculpture, for which you need special tools and strong glue. | Build a sculpture with tools. | For example, cut, bend and glue until nobody can guess where it began.
  Pass {the} round a table and let everyone add one sentence to a story. | Tell a story about {it}. | For example, let the story begin in a shop a long time ago.
  Photograph {the} in ten places and hang up the best three pictures. | Photograph {it} ten times. | For example, try a staircase, a window and a bus stop.
  Mount {the} on a painted board for the wall, which takes a drill and a steady hand. | Drill a board and mount {it}. | For example, a dark board makes a pale thing stand out.
  Give {the} a name and a face, and write the diary of one day. | Give {it} a name. | For example, let the diary begin with a complaint.
  Tie a ribbon round {the} and make {it} the centre of a table for guests. | Tie a ribbon round {it}. | For example, add two candles and a few leaves.
  Build a lamp around {the} with a drill, a lamp kit and a good deal of patience. | Drill a hole for a lamp. | For example, choose a bulb that stays cool.
`);

export const ideas = bank(`
  Begin with one small part that can be finished today. | Begin with one small part. | For example, choose the part that takes ten minutes.
  Ask two people what they hope for before anything is fixed. | Ask two people first. | For example, ask one who is new to it and one who is not.
  Pay an expert for the part that is dull or difficult. | Pay an expert for help. | For example, set money aside for one hour of advice.
  Try it once on a small scale and note what surprises you. | Run a small trial. | For example, give it one afternoon and no more.
  Keep one thing that worked well last time and build on it. | Build on what worked. | For example, keep the hour, the place or the people.
  Choose one theme and let every other choice follow it. | Choose one theme. | For example, take a colour, a place or a season.
  Plan the ending first, because it is what people remember. | Plan the ending first. | For example, decide on the last five minutes.
`);

/** What a tone puts before and after. */
export type ToneFrames = Readonly<Partial<Record<Tone, readonly [before: string, after: string]>>>;

export const toneFrames: ToneFrames = {
  friendly: ['Hello, and thank you for asking.', 'I hope this helps.'],
  enthusiastic: ['What a wonderful thing to think about!', 'Enjoy it!'],
};

function bank(lines: string): readonly Frame[] {
  return (lines.match(/\S.*/g) ?? []).map((line) => {
    const [full = '', short = '', example = ''] = line.split(' | ');
    return { full, short, example };
  });
}
