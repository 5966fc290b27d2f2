/** What the content of a message says, by who is to read it. */
export interface Content {
  readonly text: string;
  /** What the model thought before it wrote. */
  readonly thoughts: string;
  /** Why the model will not answer, in place of an answer. */
  readonly refusal: string;
}

/**
 * Content as a text, or as a list of parts: `text` and `output_text`; `thinking` with a list of texts of its own (Mistral); `reasoning`;
 * `refusal`. A part of another kind (a reference, a picture) has no words of the model.
 */
export function readContent(content: unknown): Content {
  if (typeof content === 'string') return { text: content, thoughts: '', refusal: '' };
  const parts = (Array.isArray(content) ? content : [content]).map(readPart);
  return {
    text: parts.map(({ text }) => text).join(''),
    thoughts: parts.map(({ thoughts }) => thoughts).join(''),
    refusal: parts.map(({ refusal }) => refusal).join(''),
  };
}

function readPart(part: unknown): Content {
  const none = { text: '', thoughts: '', refusal: '' };
  if (typeof part === 'string') return { ...none, text: part };
  if (!isRecord(part)) return none;
  const type = typeof part.type === 'string' ? part.type : '';
  if (/think|reason|thought/i.test(type) || part.thinking !== undefined || part.thought === true) {
    return { ...none, thoughts: wordsIn(part) };
  }
  if (type === 'refusal' || typeof part.refusal === 'string') return { ...none, refusal: wordsIn(part.refusal) };
  return type === '' || /text/i.test(type) ? { ...none, text: wordsIn(part.text) } : none;
}

/**
 * Thoughts beside the content: `reasoning_content` (llama.cpp, LM Studio, DeepSeek, older vLLM), `reasoning` (Ollama, newer vLLM),
 * `thinking`, `reasoning_details` (OpenRouter). A service that sends two of them sends the same twice.
 */
export function thoughtsBeside(message: Readonly<Record<string, unknown>>): string {
  for (const name of ['reasoning_content', 'reasoning', 'thinking', 'thoughts', 'reasoning_details']) {
    const words = wordsIn(message[name]);
    if (words !== '') return words;
  }
  return '';
}

const deepest = 5;

/** The texts that a value holds, in order, whatever they are wrapped in. Empty for what is encrypted. */
function wordsIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth > deepest) return '';
  if (Array.isArray(value)) return value.map((each) => wordsIn(each, depth + 1)).join('');
  if (!isRecord(value)) return '';
  const named = ['text', 'thinking', 'reasoning', 'content', 'summary', 'value'].map((name) => value[name]);
  return wordsIn(named.find((words) => words !== undefined && words !== null) ?? '', depth + 1);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
