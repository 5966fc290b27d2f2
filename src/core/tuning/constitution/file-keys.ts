/** The keys of the file, in the order in which a new one has them. */
export const constitutionKeys = [
  'system_message_user_prompt',
  'system_message_critique',
  'system_message_revision',
  'critique_revision_few_shots',
  'critique_revision_principles',
  'comparison_few_shots',
  'comparison_principles',
] as const;
export type ConstitutionKey = (typeof constitutionKeys)[number];

export const pairKeys = ['critique', 'revision'] as const;
export const revisionExampleKeys = [
  'input',
  'initial_answer',
  'critique_principle',
  'critique',
  'revision_principle',
  'revision',
] as const;
export const comparisonExampleKeys = ['task', 'chain_of_thought', 'selected_answer'] as const;

/** What the keys were called before, and in the recipe of Hugging Face. */
export const olderKeys: ReadonlyMap<string, ConstitutionKey> = new Map<string, ConstitutionKey>([
  ['prefix_input', 'system_message_user_prompt'],
  ['prefix_critique', 'system_message_critique'],
  ['prefix_revision', 'system_message_revision'],
  ['critique_revision_requests', 'critique_revision_principles'],
  ['constitutions', 'critique_revision_principles'],
  ['examples', 'critique_revision_few_shots'],
  ['system_chat', 'critique_revision_few_shots'],
]);

export const olderPairKeys: ReadonlyMap<string, string> = new Map([['critic', 'critique']]);

export const olderExampleKeys: ReadonlyMap<string, string> = new Map([
  ['input_prompt', 'input'],
  ['critique_request', 'critique_principle'],
  ['revision_request', 'revision_principle'],
]);

/** Of a constitution that came from no file: all keys are written, for programs that expect each of them. */
export const newLayout = constitutionKeys.map((key) => ({ key }));
