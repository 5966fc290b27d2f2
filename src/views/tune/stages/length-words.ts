import { countWords } from '../../../core/tuning/run/word-counts';
import { counted } from '../../shared/counted';

/** `31 words` */
export function lengthWords(text: string): string {
  return counted(countWords(text), 'word');
}
