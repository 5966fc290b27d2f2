import { useEffect, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { judgedPrinciples, sentPreamble } from '../../../core/adherence/judged-principles';
import type { Judgement, judgeByRules, Tally, tallyOf } from '../../../core/adherence/verdict';
import type { Constitution } from '../../../core/constitution/principle';
import { isPractice } from '../../../core/model/model-ref';
import { outsideRules } from '../../../core/model/reply';
import type { Studio } from '../../../store/studio';
import { useStudio } from '../../use-studio';
import { shownTurn } from '../responses/shown-turn';

export type Verdicts = ReadonlyMap<string, Tally>;

/** Work per slice, in milliseconds: short enough that no keystroke waits for it. */
const sliceMs = 6;

/**
 * What became of each principle in the run on the screen, by principle id. The practice model's responses are judged by its own rules;
 * a verdict is one on the words of a principle and of a response, so that an edit of either leaves none behind.
 */
export function useVerdicts(principles: Constitution): Verdicts {
  const answers = useStudio(useShallow(judgedAnswers));
  const prompt = useStudio((state) => shownTurn(state)?.input.prompt ?? '');
  const isPreambleTheSame = useStudio(carriesFolded);
  const judged = useMemo(
    () => (answers.length === 0 ? [] : judgedPrinciples(principles, { prompt }, isPreambleTheSame)),
    [principles, answers, prompt, isPreambleTheSame],
  );
  const [found, setFound] = useState<Found>({ answers, tallies: new Map() });
  const known = useRef(found);

  useEffect(() => {
    const tallies = new Map(known.current.answers === answers ? known.current.tallies : []);
    const missing = judged.filter(({ text }) => !tallies.has(text));
    if (missing.length === 0) return;
    let next = 0;
    let timer = 0;
    let ended = false;
    import('../../../core/adherence/verdict').then(
      (rules) => !ended && slice(rules),
      // Offline without the file nothing is said of principles, and everything else works.
      () => undefined,
    );

    function slice(rules: Rules) {
      const end = performance.now() + sliceMs;
      for (; next < missing.length && performance.now() < end; next += 1) {
        const text = missing[next]?.text ?? '';
        const tally = rules.tallyOf(
          answers.map(
            (response): Judgement =>
              response === null ? { verdict: 'unsure', why: '' } : rules.judgeByRules(text, response),
          ),
        );
        if (tally !== null) tallies.set(text, tally);
      }
      if (next < missing.length) timer = window.setTimeout(slice, 0, rules);
      else {
        known.current = { answers, tallies };
        setFound(known.current);
      }
    }

    return () => {
      ended = true;
      window.clearTimeout(timer);
    };
  }, [answers, judged]);

  return useMemo(() => {
    if (found.answers !== answers) return none;
    return new Map(
      judged.flatMap(({ id, text }) => {
        const tally = found.tallies.get(text);
        return tally === undefined ? [] : [[id, tally] as const];
      }),
    );
  }, [found, answers, judged]);
}

interface Found {
  readonly answers: Answers;
  /** By the words of a principle. */
  readonly tallies: ReadonlyMap<string, Tally>;
}

/** The responses that came whole; null for one that says only that it is none. */
type Answers = readonly (string | null)[];

interface Rules {
  readonly judgeByRules: typeof judgeByRules;
  readonly tallyOf: typeof tallyOf;
}

const none: Verdicts = new Map();
const noAnswers: Answers = [];

/** Of the run on the screen once all of it is written, where somebody is there to judge it: the practice model, for its own responses. */
function judgedAnswers(state: Studio): Answers {
  const turn = shownTurn(state);
  if (turn === null || !isPractice(turn.model)) return noAnswers;
  const answers = turn.candidates.flatMap((candidate): Answers => {
    if (candidate.state.status !== 'answered') return [];
    return [candidate.state.finish.code === outsideRules ? null : candidate.state.text];
  });
  const isWritten = turn.candidates.every(({ state: { status } }) => status !== 'waiting' && status !== 'streaming');
  return isWritten ? answers : noAnswers;
}

function carriesFolded(state: Studio): boolean {
  const turn = shownTurn(state);
  if (turn === null || state.project.prompt.principles.every(({ status }) => status !== 'folded')) return false;
  return sentPreamble(state.project.prompt, turn.input);
}
