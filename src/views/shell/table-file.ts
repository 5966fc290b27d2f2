/** Files whose rows can become input sets: a text file is a prompt there. */
export function isRowsFile(name: string): boolean {
  return isTableFile(name) && !/\.txt$/i.test(name);
}

/** Files that hold tables. JSON can be a project as well, so a dropped one is not taken for a table. */
export function isTableFile(name: string): boolean {
  return /\.(csv|tsv|tab|txt|jsonl|ndjson|xlsx|xlsm)$/i.test(name);
}
