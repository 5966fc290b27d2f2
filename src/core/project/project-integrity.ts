import { mostSamples } from '../cases/case';
import { scriptProblem, scriptsOf } from '../conversation/scripts';
import { treeProblems } from '../conversation/tree-problems';
import { settingRanges } from '../model/sampling-settings';
import type { PromptDocument } from '../prompt/prompt-document';
import { historyProblem } from './history-problem';
import { labelerProblems } from './labeler-integrity';
import { playgroundProblems } from './playground-integrity';
import type { Project } from './project';
import { repeated, repeatedIds } from './repeated';
import { tuningProblems } from './tuning-integrity';

/** What keeps a project of the right shape from being whole, `path: reason` each; empty when it is. */
export function integrityProblems(project: Omit<Project, 'id'>): readonly string[] {
  return [
    ...documentProblems(project.prompt, 'prompt'),
    ...documentProblems(project.history.base, 'history.base'),
    ...repeatedIds(project.inputs.sets, 'inputs.sets'),
    ...samplingProblems(project.sampling),
    ...turnProblems(project),
    ...chatProblems(project),
    ...scriptProblems(project),
    ...draftProblems(project),
    ...caseProblems(project),
    ...historyProblems(project),
    ...(project.labeler === null ? [] : labelerProblems(project.labeler)),
    ...(project.tuning === null ? [] : tuningProblems(project.tuning)),
    ...(project.playground === null ? [] : playgroundProblems(project.playground)),
  ];
}

/** How long a principle may be is no matter here: one that was written when there was no limit is taken back as it is. */
export function documentProblems({ principles }: Pick<PromptDocument, 'principles'>, path: string): readonly string[] {
  const at = path === '' ? 'principles' : `${path}.principles`;
  return [
    ...repeatedIds(principles, at),
    ...principles.flatMap(({ text, sources }, index) => [
      ...(text === '' || text.trim() !== text
        ? [`${at}[${index}].text: expected text without space at its ends, and not empty.`]
        : []),
      ...(sources.length === 0 ? [`${at}[${index}].sources: expected at least one.`] : []),
    ]),
  ];
}

export function samplingProblems(sampling: Project['sampling']): readonly string[] {
  const outOfRange = Object.entries(settingRanges).flatMap(([name, { min, max, whole }]) => {
    const value = sampling[name as keyof typeof settingRanges]; // the keys of `settingRanges` itself
    if (value === undefined || (value >= min && value <= max && (!whole || Number.isInteger(value)))) return [];
    return [`sampling.${name}: expected ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}, got ${value}.`];
  });
  const stops = sampling.stopSequences ?? [];
  const badStops =
    stops.length > 5 || stops.includes('') ? ['sampling.stopSequences: expected at most 5 texts, none empty.'] : [];
  return [...outOfRange, ...badStops];
}

function turnProblems({ turns, currentTurnId }: Omit<Project, 'id'>): readonly string[] {
  const candidates = turns.flatMap((turn, index) =>
    turn.candidates.map(({ id }, n) => ({ id, path: `turns[${index}].candidates[${n}]` })),
  );
  return [
    ...repeatedIds(turns, 'turns'),
    ...repeated(turns.map(({ n }, index) => ({ value: n, path: `turns[${index}].n` }))),
    ...repeated(candidates.map(({ id, path }) => ({ value: id, path: `${path}.id` }))),
    ...turns.flatMap(({ chosenId, candidates: own }, index) =>
      chosenId === null || own.some(({ id }) => id === chosenId)
        ? []
        : [`turns[${index}].chosenId: this turn has no candidate ${JSON.stringify(chosenId)}.`],
    ),
    ...treeProblems(turns),
    ...(currentTurnId === null || turns.some(({ id }) => id === currentTurnId)
      ? []
      : [`currentTurnId: there is no turn ${JSON.stringify(currentTurnId)}.`]),
  ];
}

function chatProblems({ chat: { conversations, currentId }, turns }: Omit<Project, 'id'>): readonly string[] {
  const ids = new Set(conversations.map(({ id }) => id));
  const conversationOf = new Map(turns.map(({ id, input }) => [id, input.message?.conversationId ?? null]));
  return [
    ...repeatedIds(conversations, 'chat.conversations'),
    ...conversations.flatMap(({ id, leafId }, index) =>
      conversationOf.get(leafId) === id
        ? []
        : [`chat.conversations[${index}].leafId: there is no turn ${JSON.stringify(leafId)} in this conversation.`],
    ),
    ...turns.flatMap(({ n, input: { message } }, index) =>
      message === null || ids.has(message.conversationId)
        ? []
        : [
            `turns[${index}].input.message.conversationId: turn ${n} is of conversation ${JSON.stringify(message.conversationId)}, which is not listed.`,
          ],
    ),
    ...(currentId === null || ids.has(currentId)
      ? []
      : [`chat.currentId: there is no conversation ${JSON.stringify(currentId)}.`]),
  ];
}

function caseProblems({ regression: { cases, samples } }: Omit<Project, 'id'>): readonly string[] {
  return [
    ...repeatedIds(cases, 'regression.cases'),
    ...(Number.isInteger(samples) && samples >= 1 && samples <= mostSamples
      ? []
      : [`regression.samples: expected a whole number from 1 to ${mostSamples}, got ${samples}.`]),
  ];
}

function scriptProblems({ chat, history }: Omit<Project, 'id'>): readonly string[] {
  const { openings, users } = scriptsOf(chat);
  const revisions = new Set([null, ...history.revisions.map(({ id }) => id)]);
  return [
    ...repeatedIds(openings, 'chat.scripts.openings'),
    ...repeatedIds(users, 'chat.scripts.users'),
    ...users.flatMap((user, index) => {
      const problem = scriptProblem(user);
      return problem === null ? [] : [`chat.scripts.users[${index}]: ${problem}`];
    }),
    ...chat.conversations.flatMap(({ replay }, index) =>
      [replay?.bot, replay?.other].flatMap((bot) =>
        bot === undefined || revisions.has(bot.revisionId)
          ? []
          : [
              `chat.conversations[${index}].replay: there is no revision ${JSON.stringify(bot.revisionId)} in the history.`,
            ],
      ),
    ),
  ];
}

function draftProblems({ drafts: { feedback }, turns }: Omit<Project, 'id'>): readonly string[] {
  if (feedback === null) return [];
  const turn = turns.find(({ id }) => id === feedback.turnId);
  if (turn === undefined) return [`drafts.feedback.turnId: there is no turn ${JSON.stringify(feedback.turnId)}.`];
  return turn.candidates.some(({ id }) => id === feedback.candidateId)
    ? []
    : [`drafts.feedback.candidateId: that turn has no candidate ${JSON.stringify(feedback.candidateId)}.`];
}

function historyProblems(project: Omit<Project, 'id'>): readonly string[] {
  const problem = historyProblem(project);
  return problem === null ? [] : [problem];
}
