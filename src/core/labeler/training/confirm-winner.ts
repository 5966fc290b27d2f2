import { type Against, contenderAs, type Promising, scoredAs, type Telling } from './challenger';
import { type Contender, isHigher, ranked } from './contender';

/**
 * Reads to the end who is the best by what is known, so that what was foreseen of it is certain and no step makes anything worse. If it
 * is not better than the champion after all, because the model wavered, the next best is read; and so on, as long as one may be better.
 * Answers everyone that was read.
 */
export async function* confirmWinner(
  promising: readonly Promising[],
  { champion, underWay, standing: { yardstick } }: Against,
): Telling<readonly Contender[]> {
  const contenders = promising.flatMap(({ contender }) => contender ?? []);
  const confirmed: Contender[] = [];
  for (const hopeful of ranked(champion, contenders)) {
    if (hopeful === champion) return confirmed;
    const challenger = promising.find(({ contender }) => contender === hopeful)?.challenger;
    if (challenger === undefined) throw new Error(`${hopeful.checkpointId} is ranked and was in no race.`);
    await challenger.race.finish();
    yield scoredAs(challenger, { underWay, yardstick });
    const contender = contenderAs(challenger, yardstick);
    confirmed.push(contender);
    if (isHigher(contender.value, champion.value)) return confirmed;
  }
  return confirmed;
}
