import { describe, expect, it } from 'vitest';
import { matchColumns } from './match-columns';

describe('the columns of a file of new rows', () => {
  it('are matched by name, then by a name that differs in case and signs', () => {
    expect(matchColumns(['subject', 'body text'], ['Body_Text', 'Subject', 'subject'], {})).toEqual([
      { name: 'subject', column: 'subject' },
      { name: 'body text', column: 'Body_Text' },
    ]);
  });

  it('are as picked where the author picked one', () => {
    expect(matchColumns(['subject'], ['subject', 'title'], { subject: 'title' })).toEqual([
      { name: 'subject', column: 'title' },
    ]);
  });

  it('are asked for where none is like the input', () => {
    expect(matchColumns(['subject', 'body'], ['a', 'b'], {}).map(({ column }) => column)).toEqual([null, null]);
  });

  it('need no name when there is one of each', () => {
    expect(matchColumns(['comment'], ['text'], {})).toEqual([{ name: 'comment', column: 'text' }]);
  });

  it('forget a pick that the file does not have', () => {
    expect(matchColumns(['subject'], ['subject'], { subject: 'gone' })).toEqual([
      { name: 'subject', column: 'subject' },
    ]);
  });
});
