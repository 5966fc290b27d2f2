import type { Tone } from '../plan';

/** Words that change with the tone, one pair a line: what is found, and what is said in its place. */
const wordings: Readonly<Partial<Record<Tone, string>>> = {
  casual: `cannot > can't
    do not > don't
    does not > doesn't
    It is > It's
    it is > it's
    That is > That's
    that is > that's
    You are > You're
    you are > you're
    You will > You'll
    you will > you'll
    Here is > Here's
    need not > don't need to`,
  formal: `can't > cannot
    don't > do not
    doesn't > does not
    isn't > is not
    it's > it is
    It's > It is
    that's > that is
    you're > you are
    you'll > you will
    we're > we are
    we'll > we will`,
  plain: `approximately > about
    utilise > use
    demonstrate > show
    numerous > many
    purchase > buy
    additional > more
    sufficient > enough
    assist > help
    commence > start
    obtain > get
    require > need
    requires > needs
    therefore > so
    subsequently > later
    significant > big
    significantly > much
    individuals > people
    although > but
    greatest > biggest
    links > joins`,
};

const pairs = new Map(
  Object.entries(wordings).map(([tone, lines]) => [
    tone,
    lines.split('\n').map((line) => {
      const [from = '', to = ''] = line.split('>').map((part) => part.trim());
      return { from: new RegExp(`\\b${from}\\b`, 'g'), to };
    }),
  ]),
);

/** Puts a sentence into the words of a tone. */
export function speak(text: string, tone: Tone | undefined): string {
  const reworded = (pairs.get(tone ?? '') ?? []).reduce((said, { from, to }) => said.replace(from, to), text);
  return tone === 'formal' ? reworded.replace(/!+/g, '.') : reworded;
}

interface ToneFrames {
  readonly intro: string;
  readonly closing: string;
}

/** What a tone puts before and after; several, so that candidates differ and one without a forbidden mark can be found. */
const frames: Readonly<Record<Tone, readonly ToneFrames[]>> = {
  friendly: [
    { intro: 'Hello, and thank you for asking.', closing: 'I hope this helps.' },
    { intro: 'I am happy to help with this.', closing: 'Enjoy it.' },
    { intro: 'Welcome, and thanks for your message.', closing: 'I hope there is something in it for you.' },
  ],
  formal: [
    { intro: '', closing: 'Further details can be provided on request.' },
    { intro: '', closing: 'Please consider the points above with care.' },
  ],
  casual: [
    { intro: "Okay, let's get to it.", closing: "That's pretty much it." },
    { intro: "Here's my take.", closing: "And that's that." },
  ],
  enthusiastic: [
    { intro: 'What a wonderful subject!', closing: 'You will love where this leads!' },
    { intro: 'This is a brilliant place to begin.', closing: 'It is a delight to see what comes of it!' },
    { intro: 'I love this one!', closing: 'Fantastic things can come of it.' },
  ],
  plain: [{ intro: '', closing: '' }],
};

export function toneFrames(tone: Tone | undefined, candidate: number): ToneFrames {
  const choices = tone === undefined ? [] : frames[tone];
  return choices[candidate % Math.max(choices.length, 1)] ?? { intro: '', closing: '' };
}
