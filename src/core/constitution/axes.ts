/** A quality that a rule asks for, with its opposite. */
export interface Axis {
  /** What a rule on each side asks for. */
  readonly names: readonly [string, string];
  readonly patterns: readonly [RegExp, RegExp];
}

const words = String.raw`(?:words?|wording|language|terms?|english|vocabulary|style|tone)\b`;
/** `the list` speaks of a list that is there already; `a list` asks for one. */
const asked = String.raw`(?<!\b(?:the|each|every|this|per)\s)\b`;

export const lengthAxis: Axis = {
  names: ['short answers', 'long answers'],
  patterns: [
    /\b(?:short|shorter|shortly|brief|briefly|concise|concisely|succinct|succinctly|terse|crisp|compact)\b|\bto the point\b/g,
    /\b(?:long(?! as|-)|longer|lengthy|detailed|in detail|thorough|thoroughly|comprehensive|extensive|exhaustive|elaborate|in depth)\b/g,
  ],
};

export const axes: readonly Axis[] = [
  lengthAxis,
  {
    names: ['a formal tone', 'a casual tone'],
    patterns: [
      /\b(?:formal|formally|professional|professionally)\b/g,
      /\b(?:informal|informally|casual|casually|conversational|colloquial|slang|chatty)\b/g,
    ],
  },
  {
    names: ['plain words', 'technical words'],
    patterns: [
      new RegExp(
        String.raw`\b(?:simple|simpler|plain|easy|everyday)\s+(?:\p{L}+\s+)?${words}|\bkeep it simple\b`,
        'gu',
      ),
      new RegExp(String.raw`\bjargon\b|\bacademic\b|\b(?:technical|complex|expert)\s+${words}|\bbe technical\b`, 'gu'),
    ],
  },
  {
    names: ['a serious tone', 'a playful tone'],
    patterns: [
      /\b(?:serious|seriously|sober)\b/g,
      /\b(?:playful|playfully|funny|humou?r|humorous|jokes?|witty|light-?hearted)\b/g,
    ],
  },
  {
    names: ['a list', 'running text'],
    patterns: [
      new RegExp(
        String.raw`${asked}(?:bullets|bulleted|bullet points?|(?:(?:numbered|bullet|ordered) )?lists?)\b`,
        'g',
      ),
      new RegExp(String.raw`${asked}(?:prose|running text|(?:(?:1|a) )?(?:single )?paragraph)\b`, 'g'),
    ],
  },
  {
    names: ['the second person', 'the third person'],
    patterns: [
      /\b(?:second person|(?:address|speak to|talk to) the (?:reader|user))\b/g,
      /\b(?:third person|impersonal)\b/g,
    ],
  },
];
