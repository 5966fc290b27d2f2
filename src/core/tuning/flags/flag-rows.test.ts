import { describe, expect, it } from 'vitest';
import { buildTuningConstitution, compared, cut, improved, userTurn, whole } from '../../../testing/tuning-rows';
import type { TuningConstitution } from '../constitution/tuning-constitution';
import type { Flag, Made, TextTurn } from '../run/made-row';
import { createRowFlags, firstDifference } from './flag-rows';

function flagsOf(
  made: Made,
  prompt: string | readonly TextTurn[] = 'When does the planetarium open?',
): readonly Flag[] {
  return flagsBy(buildTuningConstitution(), made, prompt);
}

function flagsBy(constitution: TuningConstitution, made: Made, prompt: string | readonly TextTurn[]): readonly Flag[] {
  const turns = typeof prompt === 'string' ? [userTurn(prompt)] : prompt;
  return createRowFlags(constitution)({ turns, made }).flags;
}

/** An answer with its critique and revision. */
function revised(answer: string, critique: string, revision: string): Made {
  return {
    kind: 'improved',
    answer: whole(answer),
    rounds: [{ pair: 1, hasProblem: true, critique: whole(critique), revision: whole(revision) }],
  };
}

const good = revised('It opens at ten.', 'It leaves out the days.', 'It opens at ten on all days but Monday.');

describe('a row in which nothing is odd', () => {
  it('has no flag', () => {
    expect(flagsOf(good)).toEqual([]);
    expect(flagsOf(improved('It opens at ten.', null))).toEqual([]);
    expect(flagsOf(compared(['It opens at ten.', 'At ten, on all days.'], ['first', 'first']))).toEqual([]);
  });
});

describe('a text that stopped at its limit', () => {
  it('is marked as cut, wherever it is', () => {
    const made = improved('It opens at', 'It opens at ten.');
    const two = compared(['It opens at ten.', 'It opens'], ['first', 'first']);
    const failed = { kind: 'failed', stage: 'critique', error: {} as never, answers: [cut('It')], rounds: [] } as const;

    expect(flagsOf({ ...made, answer: cut('It opens at') })).toContain('cut');
    expect(flagsOf({ ...two, answers: [two.answers[0], cut('It opens')] })).toContain('cut');
    expect(flagsOf(failed)).toEqual(['cut']);
  });
});

describe('a refusal', () => {
  it.each([
    "I'm sorry, but I can’t help with that.",
    'I am unable to answer this question.',
    'As an AI language model, I have no opinion of planetariums.',
    'Dabei kann ich Ihnen leider nicht helfen.',
    'Je suis désolé, mais je ne peux pas vous aider.',
    'Lo siento, pero no puedo ayudarte con eso.',
    'Desculpe, mas não posso ajudar com isso.',
    'Mi dispiace, ma non posso aiutarti.',
    'Przykro mi, ale nie mogę pomóc.',
    'К сожалению, я не могу помочь с этим.',
    '抱歉，我无法回答这个问题。',
    '申し訳ありませんが、お手伝いできません。',
    '죄송하지만 도와드릴 수 없습니다.',
  ])('is known by its beginning: %s', (text) => {
    expect(flagsOf(improved('It opens at ten.', text))).toContain('refusal');
  });

  it('is none where its words come later, or are about somebody else', () => {
    const late = `${'The planetarium opens at ten on all days but Monday. '.repeat(8)}I cannot help with tickets.`;

    expect(flagsOf(improved('At ten.', late))).not.toContain('refusal');
    expect(flagsOf(improved('At ten.', 'The guide cannot help you before ten.'))).not.toContain('refusal');
  });

  it('counts in the answer that is learnt', () => {
    const answers = ['It opens at ten.', 'I cannot help with that.'] as const;

    expect(flagsOf(compared(answers, ['first', 'first']))).not.toContain('refusal');
    expect(flagsOf(compared(answers, ['second', 'second']))).toContain('refusal');
  });
});

describe('a revision that talks about itself', () => {
  it.each([
    'Revision: It opens at ten on all days.',
    '**Revision:** It opens at ten on all days.',
    'Here is the answer with the days: at ten, daily.',
    'Here’s a better one: at ten on all days.',
    'It opens at ten on all days, as the critique asked.',
    'Hier ist die Antwort mit den Tagen: um zehn.',
  ])('is found: %s', (text) => {
    expect(flagsOf(revised('It opens at ten.', 'It leaves out the days.', text))).toContain('mentions-revision');
  });

  it('is not what the prompt asks about, or what the answer began with', () => {
    const about = revised('A critique judges.', 'It leaves out art.', 'The critique of art judges paintings.');
    const list = revised('Here is a list: tea.', 'Only one drink.', 'Here is a list: tea, and water to drink.');

    expect(flagsOf(about, 'What is the critique of art?')).not.toContain('mentions-revision');
    expect(flagsOf(list)).not.toContain('mentions-revision');
    expect(flagsOf(improved('Here is a list.', null))).not.toContain('mentions-revision');
  });
});

describe('a revision that did little', () => {
  it('is unchanged when it is the answer again', () => {
    expect(flagsOf(improved('It opens at ten.', 'It opens at ten.'))).toEqual(['unchanged']);
  });

  it('is equal but for white space', () => {
    expect(flagsOf(revised('It opens at ten.', 'Two lines.', 'It opens\nat ten. '))).toContain('equal-but-for-space');
    expect(flagsOf(compared(['At ten.', ' At  ten.'], ['tie', 'tie']))).toContain('equal-but-for-space');
    expect(flagsOf(compared(['At ten.', 'At two.'], ['tie', 'tie']))).not.toContain('equal-but-for-space');
  });

  it('took up no word of the critique', () => {
    const made = (revision: string) => revised('It opens at ten.', 'The weekdays are missing.', revision);

    expect(flagsOf(made('It opens at ten sharp.'))).toContain('critique-ignored');
    expect(flagsOf(made('It opens at ten on weekdays.'))).not.toContain('critique-ignored');
  });

  it('took a word up by leaving it out', () => {
    const made = revised('Obviously it opens at ten.', '“Obviously” is rude.', 'It opens at ten.');

    expect(flagsOf(made)).not.toContain('critique-ignored');
  });
});

describe('another language', () => {
  it('is found by script and by small words', () => {
    const german = 'Es öffnet um zehn, von Dienstag bis Sonntag, und schließt um sechs.';

    expect(flagsOf(improved('It opens at ten.', german))).toContain('other-language');
    expect(flagsOf(improved('It opens at ten.', 'Он открывается в десять.'))).toContain('other-language');
    expect(flagsOf(improved('At ten.', german), 'Wann öffnet das Haus, und wann schließt es?')).not.toContain(
      'other-language',
    );
  });

  it('goes by the last thing that the user said', () => {
    const turns = [
      userTurn('Wann öffnet das Haus, und wann schließt es?'),
      { role: 'model', text: 'Um zehn.' } as const,
    ];

    expect(flagsOf(good, [...turns, userTurn('And what does it cost for the four of us?')])).not.toContain(
      'other-language',
    );
  });
});

describe('where two texts differ first', () => {
  it('is told in tokens of what both begin with', () => {
    const differsAt = (made: Made) => createRowFlags(buildTuningConstitution())({ turns: [], made }).differsAt;
    const start = 'It opens at ten, and it closes at six. '.repeat(60);

    expect(differsAt(compared(['Yes.', 'No.'], ['tie', 'tie']))).toBe(0);
    expect(differsAt(improved(`${start}Come.`, `${start}Stay.`))).toBeGreaterThan(512);
    expect(differsAt(improved('At ten.', null))).toBeUndefined();
    expect(firstDifference('At ten', 'At ten.')).toBe(firstDifference('At ten', 'At ten, daily'));
    expect(firstDifference('At ten.', 'At ten.')).toBeNull();
  });
});

describe('an answer that copies an example', () => {
  const shown = 'The whale hangs from the ceiling so that all of our visitors can walk under it and look up at night.';
  const constitution = buildTuningConstitution({
    revisionExamples: [
      {
        id: 'e1',
        input: 'Why does it hang?',
        initialAnswer: 'No idea.',
        critiquePrinciple: 'What is missing?',
        critique: 'The reason.',
        revisionPrinciple: 'Add it.',
        revision: shown,
      },
    ],
    comparisonExamples: [
      {
        id: 'e2',
        task: `Compare.\n(A) [[[${shown.toUpperCase()}]]]`,
        chainOfThought: 'A says why.',
        selectedAnswer: '(A)',
      },
    ],
  });

  it('is found by its runs of eight words', () => {
    expect(flagsBy(constitution, improved('At ten.', `Well, ${shown}`), 'Why?')).toContain('copied-example');
    expect(flagsBy(constitution, compared([shown, 'At ten.'], ['first', 'first']), 'Why?')).toContain('copied-example');
  });

  it('is not found in a few words of it, or in a text of less than eight', () => {
    const other =
      'They hung it there in one night, and on Mondays a choir of forty people sings right below its belly.';

    expect(
      flagsBy(
        constitution,
        improved('At ten.', `The whale hangs from the ceiling so that all of us see it. ${other}`),
        'Why?',
      ),
    ).not.toContain('copied-example');
    expect(flagsBy(constitution, improved('At ten.', 'The whale hangs from the ceiling.'), 'Why?')).not.toContain(
      'copied-example',
    );
  });
});
