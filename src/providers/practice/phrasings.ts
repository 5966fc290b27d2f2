import { listNouns } from '../../core/adherence/rules';

/** Makes a principle of the first phrasing that fits. `measures` are the words that principles name in braces. */
type Phrasings = (text: string, measures: Readonly<Record<string, string>>) => string | null;

/**
 * A line each: a pattern, `->`, the principle. In patterns NOUN, VERB and IT stand for what they say; in principles `$1` is a group,
 * `base($1)` its verb without ending, `{less}` a measure.
 */
function phrasings(lines: string): Phrasings {
  const table = (lines.match(/\S.* -> .*/g) ?? []).map((line) => {
    const [source = '', principle = ''] = line.split(' -> ');
    const pattern = source.replace(/NOUN|VERB|IT/g, (name) => `(?:${macros[name]})`);
    return { pattern: new RegExp(pattern, 'i'), principle };
  });
  return (text, measures) => {
    const fit = table.find(({ pattern }) => pattern.test(text));
    if (fit === undefined) return null;
    const groups = fit.pattern.exec(text) ?? [];
    const said = fit.principle .replace(/\$(\d)/g, (_, n: string) => groups[Number(n)] ?? '');
    const imperative = said.replace(/base\((\w*)\)/g, (_, verb: string) => baseVerb(verb));
    return imperative.replace(/\{(\w+)\}/g, (_, name: string) => measures[name] ?? '');
  };
}

const macros: Readonly<Record<string, string>> = {
  NOUN: listNouns,
  IT: 'it|this|that|the response|the answer|the text',
  VERB: 'use|give|add|include|mention|start|begin|end|write|keep|make|ask|address|avoid|explain|describe|suggest|list|say|tell|show|be|limit|leave|skip|offer|greet|compare|quote|answer|warn',
};

/** "uses" → "use", "tries" → "try", "passes" → "pass", "asking" → "ask", "using" → "use", "putting" → "put". */
function baseVerb(verb: string): string {
  if (/^(?:us|giv|mak|writ|nam|describ|includ|stat|quot|hav)ing$/.test(verb)) return verb.replace(/ing$/, 'e');
  if (/ing$/.test(verb)) return verb.replace(/([bdgmnprt]?)\1ing$/, '$1');
  if (/^(?:is|are|has)$/.test(verb)) return verb === 'has' ? 'have' : 'be';
  return verb.replace(/ies$/, 'y').replace(/(?<=ss|x|z|ch|sh)es$|(?<!s)s$/, '');
}

/** Wishes that the rules know, in critique and kudos alike, where nothing negates them. */
export const wishes = phrasings(String.raw`
  ^(?!.*\b(?:each|every)\b).*\b(at most|at least|under|over|no more than) (\d+ (?:words|sentences))\b -> Write $1 $2
  \bshort(?:er)? sentences|\bsentences .*too long -> Use simple words and short sentences
  \bfriendl(?:y|ier)\b|\bwarm(?:er|th)?\b -> Use a friendly tone
  \bsimpler\b|\beasier\b|\b(?:simple|plain) (?:words|language)|\beasy to (?:read|follow) -> Use simple words and short sentences
  \bnumbered\b|\bnumber (?:the|each|them)\b|\bhard to scan\b|\bone block\b|\bwall of text\b -> Use a numbered list
  \bbullet(?:s|ed)?\b -> Use bullets
  \b(?:a|one|single) paragraph\b|\bprose\b -> Write one paragraph, not a list
  \bexamples?\b -> Give an example for each {noun}
`);

export const critiques = phrasings(String.raw`
  \btoo (?:long|wordy|verbose)|\bshorter\b|\bmore concise|\brambl|\blong-winded -> Keep the response under {less} words
  \btoo (?:short|brief)|\blonger\b|\bmore details?\b|\bnot enough detail|\black(?:s|ing) detail -> Write at least {more} words
  \btoo (?:cold|formal|stiff|impersonal)|\bless formal|\bunfriendly\b -> Use a friendly tone
  \btoo (?:casual|informal|chatty)|\bmore (?:formal|professional) -> Use a formal tone
  \b(?:boring|dull|bland|lifeless)\b|\btoo dry\b|\benthusias|\bmore exciting -> Use an enthusiastic tone
  \btoo (?:complicated|complex|difficult|hard|technical)|\bhard to (?:understand|follow)|\bjargon -> Use simple words and short sentences
  \b(?:vague|generic|abstract)\b|^(?!stop|too many|avoid|do not|don['’]t|no need).*\bexamples?\b -> Give an example for each {noun}
  (?:n['’]t|not|never) asks? (?:me|us|anything)\b -> Ask the reader a question
  ^(?:NOUN|some|they) (?:needs?|requires?|involves?) (?!to\b)(.+)$ -> Suggest only {nouns} that do not need $1
  ^(?:IT )?(?:needs?|requires?) (.*tools?|.*money|.*time|.*skills?|.*glue)$ -> Suggest only {nouns} that do not need $1
  ^(?:IT )?needs? (?!to\b)(.+)$ -> Include $1
  ^(?:stop|quit) (\w+ing) (.+)$ -> Do not base($1) $2
  ^(?:too many|fewer) (.+)$ -> Use fewer $1
  ^(?:don['’]t|do not|never|no need to) (.+)$ -> Do not $1
  ^(?:no|without) (.+)$ -> Do not use $1
  ^((?:VERB)\b.*)$ -> $1
  ^((?:each|every|all) \w+) (?:should|must|needs? to|has to) (.+)$ -> Let $1 $2
  \b(?:should|must|needs? to|has to|have to|ought to|could)(?: also)? (?:not|never) (.+)$ -> Do not $1
  \b(?:should|must|needs? to|has to|have to|ought to|could)(?: also)? (.+)$ -> $1
  (?:\b(?:does|did|do) not|n['’]t|\bnever|\bfail(?:s|ed) to|\bforg[eo]ts? to) (?:really )?([a-z]+) (.+)$ -> base($1) $2
  \b(?:missing|lacks?|no mention of|nothing about|forgot(?: about)?|ignores?|omits?|leaves? out) (.+)$ -> Mention $1
  ^(?:NOUN|some) (?:is|are|sounds?|seems?) (.+)$ -> Suggest only {nouns} that are not $1
  ^(?:IT )?(?:(?:is|was|sounds?|seems?|feels?) )?too (\w+)$ -> Make the response less $1
  ^(?:IT )?(?:(?:is|sounds?) )?not (\w+)(?: enough)?$ -> Make the response more $1
  ^more (.+)$ -> Give more $1
  ^(?:IT )(?:also |always )?(?!is\b|was\b)([a-z]+s) (.+)$ -> Do not base($1) $2
`);

export const kudos = phrasings(String.raw`
  \b(?:short|concise|brief|to the point|right length)\b -> Keep the response under {most} words
  \b(?:detailed|thorough)\b -> Write at least {least} words
  \bends? with a question|\bquestion at the end -> End with a question
  \bquestion\b -> Start with a question
  \b(?:speak|talk|address).* (?:me|the reader)\b -> Address the reader directly
  ^(?:NOUN|they) (?:is|are) (.+)$ -> Suggest {nouns} that are $1
  ^(?:IT )(?:is|was|sounds?|feels?) (.+)$ -> Keep the response $1
  ^((?:each|every) \w+) ([a-z]+s) (.+)$ -> Let $1 base($2) $3
  ^(?:IT )(?:also |always )?([a-z]+) (.+)$ -> base($1) $2
`);
