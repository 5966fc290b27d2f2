import { chances } from '../loopback/gemini/label-brain.mjs';

export interface Ticket {
  readonly text: string;
  readonly label: TicketLabel;
}

export const ticketLabels = ['Access', 'Billing', 'Bug'] as const;
type TicketLabel = (typeof ticketLabels)[number];

/** Support tickets of three kinds, no two alike; the same ones for the same numbers. */
export function tickets(count: number, seed = 7): readonly Ticket[] {
  const chance = chances(seed);
  const pick = (words: readonly string[]) => words[Math.floor(chance() * words.length)] ?? '';
  const known = new Set<string>();
  const made: Ticket[] = [];
  while (made.length < count) {
    const label = ticketLabels[made.length % ticketLabels.length] ?? 'Bug';
    const text = `${pick(openings)}, ${pick(subjects[label])} ${pick(verbs[label])} ${pick(places)}. ${pick(endings)}`;
    if (known.has(text)) continue;
    known.add(text);
    made.push({ text, label });
  }
  return made;
}

/** With the columns `text` and `team`. */
export function ticketCsv(rows: readonly Ticket[]): string {
  return `text,team\n${rows.map(({ text, label }) => `"${text}",${label}\n`).join('')}`;
}

const openings = ['Hello', 'Good morning', 'Dear team', 'Hi there', 'Please help', 'Once again', 'Since yesterday'];
const subjects: Readonly<Record<TicketLabel, readonly string[]>> = {
  Access: ['my password', 'the login', 'our invitation', 'the second factor', 'my account', 'single sign-on'],
  Billing: ['the invoice', 'my card', 'our refund', 'the receipt', 'the yearly price', 'a payment'],
  Bug: ['the board', 'the export', 'the search', 'a shared card', 'the calendar', 'the mobile app'],
};
const verbs: Readonly<Record<TicketLabel, readonly string[]>> = {
  Access: ['was locked', 'has expired', 'is refused', 'never arrives', 'is not known any more'],
  Billing: ['was charged twice', 'shows the wrong amount', 'was declined', 'has no tax number', 'is still missing'],
  Bug: ['stays empty', 'crashes', 'is very slow', 'shows an error', 'loses its colours'],
};
const places = ['on my laptop', 'in the office', 'for the whole team', 'after the update', 'in every workspace'];
const endings = ['Many thanks.', 'What can we do?', 'This is urgent.', 'Kind regards.', 'We wait for an answer.'];
