import { describeUnderstanding } from '../../core/adherence/understanding';
import type { RespondSubject } from '../../core/instructions/task';

/** The reply to a prompt that the rules know nothing of: that it is none, and what was understood. */
export function outsideReply(subject: Pick<RespondSubject, 'instruction' | 'principles' | 'values'>): string {
  const { variables, kind, format, length, audience, language, tone } = describeUnderstanding(subject);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      'Variables',
      variables.length === 0 ? undefined : variables.map(([name, value]) => `${name} = ${shown(value)}`).join('; '),
    ],
    ['Kind of text', kind],
    ['Format', format],
    ['Length', length],
    ['Audience', audience === undefined ? undefined : shown(audience)],
    ['Language', language],
    ['Tone', tone],
  ];
  const understood = facts.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`]));
  return [
    'The practice model works by fixed rules, and they do not cover this prompt. Connect a model to get an answer.',
    ...(understood.length === 0
      ? ['It found no variables, format, length or audience in the prompt.']
      : ['What it understood:', understood.join('\n')]),
  ].join('\n\n');
}

const longestShown = 60;

function shown(value: string): string {
  const line = value.trim().replace(/\s+/g, ' ');
  return line.length <= longestShown ? line : `${line.slice(0, longestShown)}…`;
}
