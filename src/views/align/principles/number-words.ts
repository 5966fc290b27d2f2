/** `Principle 2`, `Principles 1, 2 and 4`, and from seven on only how many: `9 principles`. */
export function principleNumbers(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Principle ${numbers[0]}`;
  if (numbers.length > mostNamed) return countedPrinciples(numbers.length);
  return `Principles ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

export function countedPrinciples(count: number): string {
  return count === 1 ? '1 principle' : `${count} principles`;
}

const mostNamed = 6;
