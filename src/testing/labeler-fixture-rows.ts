import type { Prediction } from '../core/labeler/prediction/prediction';
import type { EvaluatedRow } from '../core/labeler/run/labeler-run';

/** Support tickets of our own making, for the labeler of `labeler-fixture.ts`. */

export const ticketLabels = ['Access', 'Billing', 'Bug', 'Cancellation', 'How-to'] as const;
type TicketLabel = (typeof ticketLabels)[number];

const tickets: Readonly<Record<TicketLabel, readonly (readonly [string, string])[]>> = {
  Access: [
    ['Locked out after new phone', 'My second factor was on the old phone and I have no backup codes.'],
    ['Invitation expired', 'The link in the invitation says that it is no longer valid.'],
    ['Double charge after merge', 'We merged two workspaces; the old one’s invoices are gone.'],
    ['Password reset never comes', 'I asked three times and there is no mail, not in spam either.'],
    ['SSO loop', 'The sign-in page sends me back to itself since this morning.'],
  ],
  Billing: [
    ['Invoice for May', 'Our accountant needs the VAT number on the invoice.'],
    ['Charged twice', 'The card shows two payments for the same month.'],
    ['Refund for unused seats', 'Four people left in March, and we still pay for them.'],
    ['Card declined', 'The bank says there was no attempt from you.'],
    ['Wrong currency', 'We are billed in dollars although the contract says euros.'],
  ],
  Bug: [
    ['(no subject)', 'la app se cierra al abrir el tablero desde ayer'],
    ['Board stays empty', 'Since the update the board shows no cards until I reload twice.'],
    ['Export fails', 'CSV export ends with “unexpected error” for every project.'],
    ['Dates jump by a day', 'Due dates move back one day when I save a card.'],
    ['Search is slow', 'It took one second last week and takes twenty now.'],
  ],
  Cancellation: [
    ['Trial ends on Friday', 'Please make sure I am not charged when the trial runs out.'],
    ['End our contract', 'We would like to leave at the end of the month.'],
    ['Too expensive', 'Nothing wrong with it, but we cannot afford it. Please stop the plan.'],
    ['Close three seats', 'Three colleagues do not need it any more.'],
    ['Moving to another tool', 'How do I end the subscription and get the rest back?'],
  ],
  'How-to': [
    ['Export takes ages', 'Is there a quicker way to export 40 boards? Takes about ten minutes each.'],
    ['Share with a client', 'Can a guest see one board and nothing else?'],
    ['Keyboard shortcuts', 'Where is the list of shortcuts?'],
    ['Archive old cards', 'What is the best way to put away cards from last year?'],
    ['Colour by team', 'Can cards take the colour of the team?'],
  ],
};

/** `count` rows, in a fixed order that mixes the labels; `first` is the number of the first row in the file. */
export function ticketRows({
  count,
  first,
}: {
  readonly count: number;
  readonly first: number;
}): readonly EvaluatedRow[] {
  return Array.from({ length: count }, (_, place) => {
    const golden = pick(ticketLabels, Math.floor(scattered(place + first) * ticketLabels.length));
    const [subject, body] = pick(tickets[golden], Math.floor(scattered(place * 7 + first) * 5));
    const row = first + place * 8 + Math.floor(scattered(place) * 8);
    return {
      id: `row-${row}`,
      row,
      fields: [
        { name: 'subject', text: subject },
        { name: 'body', text: body },
      ],
      golden,
    };
  });
}

/** Predictions for `rows` with this share of right ones: a better labeler reads every row rightly that a worse one does. */
export function ticketPredictions(rows: readonly EvaluatedRow[], accuracy: number): readonly Prediction[] {
  return rows.map((row) => {
    const hardness = scattered(row.row * 13 + 5);
    if (hardness > 0.985) return { label: null, outcome: 'blocked' };
    if (hardness > 0.975) return { label: null, outcome: 'unread' };
    const wrong = pick(ticketLabels, ticketLabels.indexOf(labelOf(row.golden)) + 1 + Math.floor(hardness * 3));
    const label = hardness < accuracy ? row.golden : wrong;
    const confidence = Math.round((0.99 - hardness * 0.5) * 1000) / 1000;
    return { label, outcome: 'read', ruleId: `${label.toLowerCase()}-1`, confidence };
  });
}

/** 0 to 1, always the same for the same number. */
function scattered(n: number): number {
  let bits = Math.imul(n + 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

function labelOf(text: string): TicketLabel {
  const label = ticketLabels.find((each) => each === text);
  if (label === undefined) throw new Error(`Expected one of ${ticketLabels.join(', ')}, found ${text}.`);
  return label;
}

function pick<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('Expected a list that is not empty.');
  return found;
}
