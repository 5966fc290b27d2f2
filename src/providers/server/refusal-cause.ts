import type { Refusal } from './refusal';
import { retrySeconds } from './retry-after';

/** What a refusal is about, and so what there is to do. */
export type RefusalCause =
  | 'no-credit'
  | 'region'
  | 'prompt-blocked'
  | 'key'
  | 'redirect'
  | 'too-long'
  | 'model'
  /** No such server is there, or not at this path. */
  | 'address'
  | 'day'
  | 'minute'
  | 'memory'
  | 'not-offered'
  | 'busy'
  | 'request';

/**
 * Found by status, code and words, the surest first: a refusal for want of credit may name `max_tokens`, and one for rate may link to a page
 * on billing. `model` is the one that was asked; empty when the call was about none.
 */
export function causeOf(refusal: Refusal, model: string): RefusalCause {
  const { status, isPage } = refusal;
  if (status === 402) return 'no-credit';
  if (isRedirect(refusal)) return 'redirect';
  if (isPage) return status === 401 || status === 403 ? 'key' : 'address';
  if (status === 429) return rateCause(refusal);
  if (isOutOfCredit(refusal)) return 'no-credit';
  if (isRegion(refusal)) return 'region';
  if (status === 403 && isFlagged(refusal)) return 'prompt-blocked';
  if (status === 401 || status === 403 || isKey(refusal)) return 'key';
  if (isTooLong(refusal)) return 'too-long';
  if (model !== '' && isUnknownModel(refusal, model)) return 'model';
  if (status === 404 || status === 405 || namesWrongCall(refusal)) return 'address';
  if (/out of memory|more system memory|insufficient memory|\bOOM\b/i.test(refusal.message)) return 'memory';
  if (status === 501) return 'not-offered';
  return status >= 500 || status === 408 ? 'busy' : 'request';
}

/** A wait that is named, or a rate by the minute, is believed over a link to billing. */
function rateCause(refusal: Refusal): RefusalCause {
  const words = wordsOf(refusal);
  if (/insufficient_quota|billing_hard_limit|insufficient_(?:credits?|funds|balance)/i.test(refusal.code))
    return 'no-credit';
  if (isOutOfCredit(refusal)) return 'no-credit';
  if (/per[-_ ]?day|daily|\b[RT]PD\b|for today|until tomorrow/i.test(words)) return 'day';
  const isPassing = /per[-_ ]?(?:min|sec|hour)|\/ ?min|\b[RT]PM\b|shortly|temporar|a moment|a little/i.test(words);
  if (isPassing || retrySeconds(refusal, 0) !== undefined) return 'minute';
  return /billing|\bcredits?\b|\bbalance\b|payment|current quota/i.test(words) ? 'no-credit' : 'minute';
}

function isOutOfCredit(refusal: Refusal): boolean {
  const words = wordsOf(refusal);
  return credit.some((pattern) => pattern.test(words));
}

/** Phrases of services that are paid in advance or have a cap: none of them is said of a rate. */
const credit: readonly RegExp[] = [
  /insufficient[-_ ](?:account[-_ ])?(?:balance|credits?|funds)/i,
  /credit balance|out of credits?|no credits?\b|not enough (?:credits?|balance|funds)|more credits? (?:is|are) needed/i,
  /credits? (?:is|are|has been|have been|was|were) (?:depleted|exhausted|used up|spent|insufficient)/i,
  /credits? (?:has|have) (?:run out|expired)|ran out of credits?/i,
  /(?:balance|credit|credits) (?:is |are )?(?:too low|insufficient|exhausted|negative|empty|zero)|negative balance/i,
  /spend(?:ing)? (?:cap|limit)|budget (?:has been )?exceeded|exceeded[a-z ]{0,20} budget|(?:monthly|key|usage|hard) limit (?:has been )?(?:exceeded|reached)/i,
  /payment (?:is )?required|in arrears|overdue (?:payment|invoice|balance)|top up your|余额不足|欠费/i,
];

function isRegion(refusal: Refusal): boolean {
  return /unsupported_country|(?:location|country|region|territory)[a-z, ]{0,30} (?:is |are )?(?:not |un)(?:supported|available)|not (?:available|supported) in your (?:country|region|location)/i.test(
    wordsOf(refusal),
  );
}

function isFlagged({ message, code }: Refusal): boolean {
  return /moderation|flagged|content.?(?:policy|filter)|safety/i.test(`${code} ${message}`);
}

function isKey({ status, code, message, details }: Refusal): boolean {
  if (/invalid_api_key|API_KEY_INVALID|authentication_error|invalid_authentication/i.test(`${code} ${details}`))
    return true;
  if (status !== 400 && status !== 404 && status !== 422) return false;
  return /api[-_ ]?key[a-z' ]{0,20} (?:not valid|invalid|not found|expired|incorrect|missing|required)|(?:invalid|incorrect|expired|missing|wrong|no)[a-z' ]{0,12} api[-_ ]?key/i.test(
    message,
  );
}

function isTooLong({ status, message, code }: Refusal): boolean {
  if (status === 413 || /exceed_context_size_error|context_length_exceeded|context_window/.test(code)) return true;
  return /context (?:length|size|window)|maximum (?:context|model) len|exceeds? (?:[a-z']{1,12} ){0,4}context|(?:input|prompt|request|conversation) is too (?:large|long)|physical batch size|too many (?:input |prompt )?tokens|larger than the max context/i.test(
    message,
  );
}

function isUnknownModel({ status, message, code }: Refusal, model: string): boolean {
  if (/model_?not_?found|unknown_?model|invalid_?model|model_?decommissioned/i.test(code)) return true;
  if (/^no models? (?:is |are )?(?:currently )?loaded/i.test(message)) return true;
  if (status !== 404 && status !== 400 && status !== 410 && status !== 422) return false;
  const isAbout = /\bmodels?\b|\bdeployment\b|no endpoints? found/i.test(message) || message.includes(model);
  return (
    isAbout &&
    /not found|no endpoints? found|(?:does|do|did)(?: not|n't) exist|not exist|no such|unknown|invalid model|not a valid model|not loaded|not available|decommissioned|deprecated|retired/i.test(
      message,
    )
  );
}

/** LM Studio answers any address it does not know with 200 and this. */
function namesWrongCall({ message }: Refusal): boolean {
  return /unexpected endpoint/i.test(message);
}

function isRedirect({ status }: Refusal): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

function wordsOf({ code, message, details }: Refusal): string {
  return `${code} ${message} ${details}`;
}
