/**
 * Whether a refusal says that nothing is left to pay with: credit, a balance, a spending cap. That waiting does not help follows from it.
 * Services say it in many ways and under many statuses; 402 says it without words.
 */
export function speaksOfMoney(message: string): boolean {
  // Said with each refusal for rate, also to those who have never paid.
  const said = message.slice(0, longestRead).replace(/check your plan and billing details/gi, '');
  return moneyWords.test(said);
}

const longestRead = 4000;

const moneyWords =
  /\bcredits?\b|\bpre-?pa(?:id|y(?:ment|ments)?)\b|\bspend(?:ing)?[- ](?:cap|limit|budget)|\b(?:monthly|project) budget\b|\bbalance\b|\bpayments?\b|\bunpaid\b|\bpast due\b|\barrears\b|\btop(?:ped)?[- ]?up\b|\bfunds\b|\bbilling (?:account|cap|limit|hard)|insufficient_quota/i;
