import { capabilitiesOf } from '../core/model/known-capabilities';
import type { LanguageModel } from '../core/model/language-model';
import { practiceModel } from '../core/model/model-ref';
import { describeCompletionContract } from '../testing/completion-contract';
import {
  describeScoringContract,
  describeTokenizerContract,
  describeVectorContract,
} from '../testing/inspection-contract';
import { practiceBigram } from './practice/bigram/practice-bigram';
import { withRefusals } from './wrappers/refuse-unsupported';

const bigram = await practiceBigram({ sleep: async () => {}, random: () => 0.5 });
const model: LanguageModel = {
  ref: practiceModel,
  capabilities: capabilitiesOf(practiceModel),
  stream: bigram.stream,
};

describeCompletionContract('The practice model', () => ({ model, callsSent: () => 0 }), {
  ref: practiceModel,
  withRefusals,
  prompt: 'the cat is',
});
describeScoringContract('The practice model', () => ({ model: bigram.scoringModel }), {
  prompt: 'the cat',
  expected: ' sat',
});
describeTokenizerContract('The practice model', () => ({ tokenizer: bigram.tokenizer }), { text: 'the cat sat' });
describeVectorContract('The practice model', () => ({ model: bigram.vectorModel }), {
  texts: ['the cat sat', 'a river'],
});
