import { listNouns } from '../../core/adherence/rules';
import { own } from '../../core/own';
import { hasNegation, numbersIn } from './wording';

/** Makes a principle of the first phrasing that fits; null where none is sure. `measures` are the words that principles name in braces. */
export type Phrasings = (plain: string, measures: Readonly<Record<string, string>>) => string | null;

/**
 * A line each: a pattern for the *whole* sentence, `->`, the principle. A sentence that says more than the pattern does not fit, so nothing
 * is lost. In patterns words in capitals stand for what `macros` says; `THING` is a group that takes a few plain words, `REST` one that
 * takes all that follows, word for word. In principles `$1` is a group, `base($1)` its verb without ending, `{less}` a measure.
 * A principle must forbid exactly when the sentence does. Where a lack becomes a wish ("it does not mention", "mention"), `=>` says so.
 */
function phrasings(lines: string): Phrasings {
  const table = (lines.match(/\S.* [-=]> .*/g) ?? []).map((line) => {
    const resolves = line.includes(' => ');
    const [source = '', principle = ''] = line.split(/ [-=]> /);
    return { pattern: new RegExp(`^(?:${expanded(source)})$`, 'iu'), principle, resolves };
  });
  return (plain, measures) => {
    for (const { pattern, principle, resolves } of table) {
      const groups = pattern.exec(plain);
      if (groups === null) continue;
      const { thing, rest } = groups.groups ?? {};
      if (thing !== undefined && !isPlain(thing)) continue;
      if (rest !== undefined && startsAnew.test(rest)) continue;
      const text = principle
        .replace(/\$(\d)/g, (_, n: string) => groups[Number(n)] ?? '')
        .replace(/base\(([\w']*)\)/g, (_, verb: string) => baseVerb(verb))
        .replace(/\{(\w+)\}/g, (_, name: string) => own(measures, name) ?? `{${name}}`);
      if (!resolves && hasNegation(plain) !== hasNegation(text)) continue;
      if (numbersIn(plain).every((number) => numbersIn(text).includes(number))) return text;
    }
    return null;
  };
}

const names = '(?:response|answer|text|reply|output|result|message|writing|tone|style|language|wording|whole thing)';

const macros: Readonly<Record<string, string>> = {
  NOUN: listNouns,
  NEG: "(?:doesn't|does not|didn't|did not)",
  SUBJ: `(?:it|this|that|(?:the|your|this) ${names}|${names})`,
  IS: `(?:(?:it|this|that|(?:the|your|this) ${names}|${names})(?:'s| (?:is|was|were|feels|seems|sounds|reads|looks|comes across)(?: as)?) |its (?=too|not|a|the|so|hard|boring|dull|short|long))`,
  WANT: `(?:(?:it|this|that|the ${names}) (?:should|could|must|needs to|has to|ought to|can|would be better if it were) be |(?:could|can) (?:it|you) (?:be|make it|keep it) |make (?:it|this|the ${names}) |keep it |be |i(?:'d| would)? (?:want|like|need|prefer|wish) (?:it|this|something|it was|it were)(?: to be)? |(?:should|could|needs to|must|can) be |it (?:was|were) )`,
  MODAL: '(?:should|must|needs? to|has to|have to|ought to|could)(?: also| really| always)?',
  ONES: `(?:(?:(?:the|your|these|those|some|all) )?(?:(?:first|second|third|fourth|fifth|last) )?(?:${listNouns}|ones?)|some|they)`,
  LIKE: "(?:(?:i |we )?(?:really |particularly |especially |do )?(?:like|liked|love|loved|enjoy|enjoyed|appreciate)|(?:it(?:'s| is) )?(?:so )?(?:good|great|nice|cool|lovely|brilliant))(?: that| how| the way| when)",
  THING: '(?<thing>[^,;:()]{2,60})',
  REST: '(?<rest>.{2,})',
  VERB: '(?:use|give|add|include|mention|start|begin|end|finish|open|close|write|keep|make|ask|address|avoid|explain|describe|suggest|list|say|tell|show|limit|leave|skip|offer|greet|compare|quote|cite|answer|warn|name|state|put|talk|speak|focus|stick|sound|refer|remove|drop|cut|delete|shorten|rewrite|rephrase|replace|repeat|change|split|number|order|sort|group|mark|highlight|bold|round|convert|translate|summarise|summarize|mix|bring|take|try|let|provide|define|introduce|recommend|stay|return|format|capitalise|capitalize|spell|sign|thank|apologise|apologize|invite|encourage|reassure|rhyme|stop)',
  NEEDED:
    '(?<thing>(?:[\\p{L}-]+ ){0,4}(?:tools?|money|time|skills?|glue|equipment|drills?|ovens?|machines?|electricity|batteries|printers?|experience|ingredients?|materials?|practice|patience|knives|knife|saws?))',
  BADLY:
    '(?:dangerous|unsafe|boring|dull|silly|expensive|ugly|obvious|generic|unrealistic|impractical|impossible|useless|wasteful|repetitive|too [\\p{L}-]+|(?:too |very |all )?(?:similar|alike))',
  WELL: '(?:funny|clear|creative|original|friendly|warm|helpful|specific|concrete|formal|professional|exciting|interesting|convincing|polite|persuasive|personal|practical|realistic|engaging|playful|precise|natural|relaxed|useful|surprising|varied)',
};

function expanded(source: string): string {
  return source.replace(/\b[A-Z]{2,}\b/g, (name) => macros[name] ?? name);
}

/** Words that say more than what a thing is: where one stands, the sentence is not as simple as the pattern takes it for. */
const notPlain =
  /(?:^|\s)(?:not|no|never|none|nothing|without|unless|if|when|while|because|since|so|which|that|who|what|why|how|but|or|and|although|though|except|until|than|instead|rather|i|me|we|us|you|it|they|them|he|she|is|are|was|were|be|has|have|had|can|could|should|would|will|may|must|do|does|did|only|even|too|enough|just|still|also|either|more|less|fewer|better|again|anymore|please|to|n't|\S+n't|\S+'(?:m|re|ve|ll|d))(?=\s|$)/i;

/** A second statement, which another form of the verb would not carry. */
const startsAnew =
  /(?:, | )(?:and|but|so|yet)(?: then| also| never)? (?:i|it|you|we|they|that|gives|uses|ends|starts|is|has|keeps|tells|asks|says|explains|mentions|does|doesn't|includes|makes|adds|shows|avoids|leaves|sounds|reads|stays|lets|puts|takes)\b|, [a-z]+s\b/i;

function isPlain(thing: string): boolean {
  return !notPlain.test(thing) && thing.split(' ').length <= 7;
}

const irregular = new Map(
  'used use;gave give;included include;mentioned mention;explained explain;asked ask;started start;ended end;kept keep;has include;wrote write;showed show;listed list;warned warn;named name;quoted quote;was be;is be;does do;goes go'
    .split(';')
    .map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '']),
);

/** "uses" → "use", "tries" → "try", "passes" → "pass", "asking" → "ask", "using" → "use", "putting" → "put". */
export function baseVerb(verb: string): string {
  const known = irregular.get(verb.toLowerCase());
  if (known !== undefined) return known;
  if (/^(?:us|giv|mak|writ|nam|describ|includ|stat|quot|hav|tak|compar|chang|referenc|provid|introduc)ing$/.test(verb))
    return verb.replace(/ing$/, 'e');
  if (/(?:ll|ss|dd)ing$/.test(verb)) return verb.replace(/ing$/, '');
  if (/ing$/.test(verb)) return verb.replace(/([bdgmnprt]?)\1ing$/, '$1');
  return verb.replace(/ies$/, 'y').replace(/(?<=ss|x|z|ch|sh)es$|(?<!s)s$/, '');
}

/** Wishes: in critique and kudos alike. */
export const wishes = phrasings(`
  (?:could|can|would|will) (?:you|it) (?:please |maybe |perhaps |also )?use bullet points -> Use bullets
  (?:could|can|would|will) (?:you|it)(?: please| maybe| perhaps| also)* not REST -> Do not $1
  (?:could|can|would|will) (?:you|it)(?: please| maybe| perhaps| also)* (VERB .+) -> $1
  (?:would it be|is it) possible to (VERB .+) -> $1
  (?:i(?:'d| would)? (?:like|want|need|prefer)) (?:you|it|the response|the answer) to (VERB .+) -> $1
  (?:you|it|we) forgot to (VERB .+) -> $1
  SUBJ (?:forgot|forgets|fails|failed) to (VERB .+) -> $1
  (?:SUBJ|you) (?:MODAL never|must never) (?!be |have )REST -> Never $1
  (?:SUBJ|you) (?:shouldn't|mustn't|should not|must not|ought not to) (?!be |have )REST -> Do not $1
  (?:SUBJ|you) MODAL (VERB .+) -> $1
  (?:WANT)?(?:friendlier|warmer|more friendly)|(?:use )?a (?:friendlier|warmer) tone -> Use a friendly tone
  (?:WANT)?(?:simpler|easier|easier to (?:read|understand|follow))|(?:use )?(?:shorter|simpler) sentences|(?:use )?simpler (?:words|language) -> Use simple words and short sentences
  number (?:the list|them|the points|the NOUN) -> Use a numbered list
`);

export const critiques = phrasings(String.raw`
  (?:IS)?too (?:long|wordy|verbose|lengthy|long-winded)|(?:WANT)?(?:shorter|more concise|less wordy|less verbose|briefer) -> Keep the response under {less} words
  (?:IS)?too (?:short|brief)|(?:WANT)?(?:longer|more detailed)|more details? -> Write at least {more} words
  (?:IS)?not (?:long|detailed) enough|not enough details? => Write at least {more} words
  (?:IS)?too (?:cold|formal|stiff|impersonal)|(?:WANT)?less formal|(?:IS)?unfriendly -> Use a friendly tone
  (?:IS)?not (?:friendly|warm)(?: enough)? => Use a friendly tone
  (?:IS)?too (?:casual|informal|chatty)|(?:WANT)?(?:more (?:formal|professional)|less (?:casual|chatty)) -> Use a formal tone
  (?:(?:IS)|[^,;]{2,40} sounds )?(?:too )?(?:boring|dull|bland|lifeless|dry)|(?:WANT)?more (?:exciting|enthusiastic) -> Use an enthusiastic tone
  (?:IS)?(?:too )?(?:complicated|complex|difficult|technical)|(?:IS)?too hard|(?:IS)?(?:too )?hard to (?:understand|follow|read)|(?:the |its )?sentences are too long|(?:full of|too much) jargon -> Use simple words and short sentences
  (?:IS)?(?:too )?(?:vague|generic|abstract)|SUBJ (?:needs|lacks|is missing) (?:an |some |more )?examples?|there are no examples => Give an example for each {noun}
  SUBJ NEG (?:give|have|include|contain) (?:any |an |a single )?examples? => Give an example for each {noun}
  (?:IS)?(?:hard|difficult) to scan|(?:IS)?(?:all )?(?:in )?(?:one|a) (?:big |long |huge )?(?:block|block of text|wall of text) -> Use a numbered list
  (?:SUBJ )?should be (?:a|one|a single) paragraph => Write one paragraph, not a list
  SUBJ (?:NEG ask|never asks) (?:me |us |the reader )?(?:anything|a question|any questions?|questions) => Ask the reader a question
  (?:ONES|SUBJ) (?:needs?|requires?|involves?) NEEDED => Suggest only {nouns} that do not need $1
  needs? NEEDED => Suggest only {nouns} that do not need $1
  (?:SUBJ )?needs (an? (?:better |good |clear |short )?(?:title|heading|headline|summary|conclusion|introduction|intro|greeting|subject line|sign-off|ending|opening)) -> Include $1
  (?:stop|quit) (\w+ing) THING -> Do not base($1) $2
  i (?:don't|do not|didn't|did not) (?:really )?like (?:that|how|when|it when|it that) (?:SUBJ|you) (?!is |was |does |did |has |needs |should |can |could )([a-z]+s) THING -> Do not base($1) $2
  i hate (?:that|how|when|it when) (?:SUBJ|you) (?!is |was |does |did |has |needs |should |can |could )([a-z]+s) THING => Do not base($1) $2
  (?:there are |SUBJ (?:has|uses) )?too many THING -> Use fewer $1
  (?:there is |there's |SUBJ (?:has|uses) )?too much THING -> Use less $1
  (?:use )?fewer THING -> Use fewer $1
  no (emojis?|bullets?|bullet points|lists?|questions|examples|exclamation marks|hashtags|clich[ée]s|jokes|puns|headings|titles|tables|metaphors|rhymes|abbreviations|acronyms|adjectives|adverbs|quotes|capitals|tools|special tools|jargon|slang|small talk) -> Do not use $1
  ((?:each|every|all) \w+) MODAL (?!not|never)REST -> Let $1 $2
  SUBJ (?:NEG|never) (?:really |even |actually )?(mentions?|explains?|includes?|warns?|describes?|names?|lists?|covers?|cites?|quotes?|greets?|compares?|uses?|states?) (?:any )?THING => base($1) $2
  (?:there is |there's |SUBJ (?:says|has) )?(?:nothing|no mention|not a word|no word) (?:about|of|on) THING => Mention $1
  SUBJ (?:is missing|lacks|omits|leaves out|left out|misses) THING -> Include $1
  ONES (?:is|are|was|were|sounds?|seems?|looks?) (BADLY) => Suggest only {nouns} that are not $1
  (?:IS)?too (childish|silly|cheesy|salesy|pushy|preachy|robotic|dramatic|emotional|negative|positive|cheerful|enthusiastic|poetic|flowery|academic|dense|blunt|harsh|polite|serious|playful|sarcastic|direct|apologetic|optimistic|aggressive|personal|sentimental|repetitive|obvious|predictable|simple|abrupt|gushing|literal) -> Make the response less $1
  (?:IS)?not (WELL)(?: enough)? => Make the response more $1
`);

export const kudos = phrasings(String.raw`
  (?:LIKE )?(?:IS|it's )?(?:nice and |so )?(?:short|concise|brief|to the point|short and sweet|(?:of )?the right length) -> Keep the response under {most} words
  (?:LIKE )?(?:IS|it's )?(?:detailed|thorough) -> Write at least {least} words
  (?:(?:great|good|nice|lovely|useful|i (?:like|love)(?: the)?) )?numbered list -> Use a numbered list
  (?:(?:great|good|nice|lovely|i (?:like|love)(?: the)?) )?bullet(?:s| points) -> Use bullets
  (?:(?:great|good|nice|lovely|i (?:like|love)(?: the)?) )?friendly tone -> Use a friendly tone
  (?:LIKE )?(?:IS|it's )(?:a|one) ((?:[\p{L}-]+ ){0,2}(?:list|poem|letter|story|paragraph|dialogue|table|haiku|email|question|rhyme|summary)) -> Write a $1
  (?:LIKE )?(?:SUBJ|you) (?:doesn't|does not|didn't|did not|don't|do not) (?!need|have|require|seem|look|feel|want|try|matter|know|cost)REST -> Do not $1
  (?:LIKE )?(?:SUBJ|you) never (?!is |was )([a-z]+) REST -> Never base($1) $2
  (?:LIKE )?ONES (?:is|are) (?!good$|great$|nice$|fine$|perfect$)REST -> Suggest {nouns} that are $1
  (?:LIKE )?((?:each|every) \w+) ([a-z]+s) REST -> Let $1 base($2) $3
  (?:LIKE )?(?:IS|it's )(?<thing>(?!a |an |the |exactly|good|great|nice|perfect|fine|ok|amazing|cool|awesome|lovely|excellent|all |in |on |at |about |like |better|much |very |really |so )[\p{L} -]{3,40}) -> Keep the response $1
  (?:LIKE )?(?:IS|it's )([\p{L}-]+ and (?:well )?[\p{L}-]+) -> Keep the response $1
  (?:LIKE )?SUBJ (?:also |always |only )?(?!is |was |were |does |did |seems |sounds |feels |looks |reads |made |makes me |works)([a-z]+s|used|gave|included|mentioned|explained|asked|started|ended|kept) REST -> base($1) $2
`);
