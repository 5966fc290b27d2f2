/** Of what follows a beginning, where a model speaks of itself. */
const beginning = 240;

/** Whether a text begins by declining to answer, in one of the languages that are known here. */
export function refuses(text: string): boolean {
  const start = plain(text.slice(0, beginning));
  return refusals.some((phrase) => start.includes(phrase));
}

/**
 * Whether a revision talks about itself: it begins with "Revision:" or "Here is …", or mentions the critique. What the prompt or the first
 * answer says already is their matter.
 */
export function mentionsRevision(revision: string, said: readonly string[]): boolean {
  const start = plain(revision.slice(0, beginning)).replace(/^[\s*#"“”„«»>_-]+/u, '');
  const others = said.map((text) => plain(text));
  if (titles.some((title) => start.startsWith(title) && !others.some((text) => text.startsWith(title)))) return true;
  const text = plain(revision);
  return mentions.some((phrase) => text.includes(phrase) && !others.some((other) => other.includes(phrase)));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replaceAll('‘', "'");
}

/** Each is what only a refusal says. */
const refusals: readonly string[] = [
  "i can't help",
  'i cannot help',
  "i can't assist",
  'i cannot assist',
  "i can't provide",
  'i cannot provide',
  "i can't answer",
  'i cannot answer',
  "i can't fulfill",
  'i cannot fulfill',
  "i can't comply",
  'i cannot comply',
  "i can't do that",
  'i cannot do that',
  "i can't engage",
  'i cannot engage',
  "i'm sorry, but i can't",
  "i'm sorry, but i cannot",
  'i am sorry, but i cannot',
  "i am sorry, but i can't",
  "i'm not able to",
  'i am not able to',
  "i'm unable to",
  'i am unable to',
  "i won't be able to",
  "i won't help",
  'i must decline',
  'i have to decline',
  'as an ai language model',
  'as a language model',
  // German, French, Spanish, Portuguese, Italian, Dutch.
  'dabei kann ich ihnen nicht helfen',
  'dabei kann ich ihnen leider nicht',
  'dabei kann ich dir nicht helfen',
  'dabei kann ich dir leider nicht',
  'dabei kann ich nicht helfen',
  'dabei kann ich leider nicht helfen',
  'ich kann ihnen dabei nicht helfen',
  'ich kann dir dabei nicht helfen',
  'kann ich nicht beantworten',
  'kann ich leider nicht beantworten',
  'ich bin nicht in der lage',
  'als ki-modell',
  'als sprachmodell',
  'je ne peux pas vous aider',
  "je ne peux pas t'aider",
  'je ne peux pas répondre',
  'je ne suis pas en mesure de',
  "en tant qu'ia",
  'en tant que modèle de langage',
  'no puedo ayudar',
  'no puedo responder',
  'no puedo proporcionar',
  'como modelo de lenguaje',
  'não posso ajudar',
  'não posso responder',
  'não consigo ajudar',
  'como modelo de linguagem',
  'non posso aiutar',
  'non posso rispondere',
  'non sono in grado di',
  'come modello linguistico',
  'kan ik je niet mee helpen',
  'kan ik u niet mee helpen',
  'ik kan je daar niet bij helpen',
  'ik kan u daar niet bij helpen',
  'als taalmodel',
  // Polish, Swedish, Turkish, Russian.
  'nie mogę pomóc',
  'nie mogę w tym pomóc',
  'nie mogę odpowiedzieć',
  'jag kan inte hjälpa dig med',
  'som språkmodell',
  'yardımcı olamam',
  'не могу помочь',
  'не могу ответить',
  'как языковая модель',
  // Arabic, Hindi, Chinese, Japanese, Korean.
  'لا أستطيع مساعدت',
  'لا يمكنني مساعدت',
  'लिए मैं मदद नहीं कर सकता',
  'मदद नहीं कर सकता',
  '我无法协助',
  '我无法提供',
  '我不能提供',
  '无法帮助你',
  '无法回答',
  'お手伝いできません',
  'お答えできません',
  '回答できません',
  '도와드릴 수 없',
  '답변할 수 없',
  '답변드릴 수 없',
];

const titles: readonly string[] = [
  'revision:',
  'revised answer:',
  'revised response:',
  'revised version:',
  'improved answer:',
  'here is ',
  "here's ",
  'here are ',
  'hier ist ',
  'überarbeitung:',
  'überarbeitete antwort:',
  'voici ',
  'révision :',
  'révision:',
  'aquí está ',
  'aquí tienes ',
  'revisión:',
  'aqui está ',
  'revisão:',
  'ecco ',
  'revisione:',
  'hier is ',
  'revisie:',
  '修订：',
  '修改后',
  '以下是修',
];

const mentions: readonly string[] = [
  'critique',
  'criticism',
  'critiquerequest',
  'revisionrequest',
  'revised answer',
  'revised response',
  'revised version',
  'my previous answer',
  'my previous response',
  'the original answer',
  'the original response',
  'die kritik',
  'überarbeitete antwort',
  'la critique',
  'la crítica',
  'a crítica',
  'la critica',
  'de kritiek',
];
