import type { ToneFrames } from '../frames';

export const tones: ToneFrames = {
  friendly: ['Thank you for asking.', 'I hope this helps.'],
  enthusiastic: ['How good that you ask!', 'Enjoy it!'],
};
export const openingTones: ToneFrames = {
  friendly: ['', 'I hope that I can help.'],
  enthusiastic: ['How good that you came!', 'Enjoy it!'],
};
export const hellos = ['Hello', 'Welcome', 'Good day'];
export const welcomes = ['You are welcome.', 'With pleasure.', 'Not at all.'];
export const goodbyes = ['Goodbye.', 'Goodbye, and come back soon.', 'Until next time.'];
export const leads = [
  '',
  'This is what I know.',
  'Here is the answer.',
  'Let me see.',
  'I was told this.',
  'As far as I know, this is so.',
];
export const recalls = ['You told me:', 'You said:', 'Earlier you said:'];
export const noMore = ['I know no more about it.', 'That is all I know.', 'Nobody has told me more than that.'];
export const noService = ['That is not what I am here for.', 'That I cannot do.', 'I only tell what I was told of.'];
export const heard = ['Thank you for telling me.', 'I see.', 'That is good to know.'];
export const refusals = ['I am not to speak of that.', 'That is something I leave out.', 'I say nothing about that.'];
export const unknown = [
  'I know nothing about {what}.',
  'Nobody has told me anything about {what}.',
  'My description says nothing about {what}.',
];
export const unknownAtAll = [
  'That I do not know.',
  'Nobody has told me anything about that.',
  'My description does not say.',
];
export const questions = [
  'What else would you like to know?',
  'Is there anything else?',
  'What would you like to hear about next?',
];
