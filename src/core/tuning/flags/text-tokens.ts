/** Small letters and digits in a row; of scripts that part no words, each character. Without punctuation. */
export function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().match(token) ?? [];
}

const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+/gu;
