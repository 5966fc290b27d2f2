/** Files whose rows can become input sets: a text file is a prompt there. */
export function isRowsFile(name: string): boolean {
  return isTableFile(name) && !/\.txt$/i.test(name);
}

/** Files that hold tables. JSON can be a project as well, so a dropped one is not taken for a table. */
export function isTableFile(name: string): boolean {
  return /\.(csv|tsv|tab|txt|jsonl|ndjson|xlsx|xlsm)$/i.test(name);
}

/**
 * Whether a file of lines (JSONL) begins with a conversation and not with a row: a table of lines has the same ending. `begin` is its first
 * few thousand characters.
 */
export function beginsAsConversation(begin: string): boolean {
  const [line = ''] = begin.trimStart().split('\n', 1);
  return /^\{\s*"(?:role|from)"\s*:\s*"/.test(line) || /"(?:messages|conversations)"\s*:\s*\[\s*\{/.test(line);
}
