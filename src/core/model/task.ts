/**
 * What a call is for, and the parsed input that its prompt was rendered from (`core/instructions/task.ts` has both of every call of the studio).
 * Models are told neither: the call log shows the purpose, and rule-based models answer from the subject.
 */
export interface Task {
  readonly purpose: string;
  readonly subject: unknown;
}
