import { describeModelContract } from '../../testing/model-contract';
import { practiceLanguageModel } from './practice-model';

// The pace of its streaming does not matter here, so it does not sleep.
describeModelContract('The practice model', () => ({ model: practiceLanguageModel({ sleep: async () => {} }) }));
