/** Files that hold tables. JSON can be a project as well, so a dropped one is not taken for a table. */
export function isTableFile(name: string): boolean {
  return /\.(csv|tsv|tab|txt|jsonl|ndjson|xlsx|xlsm)$/i.test(name);
}
