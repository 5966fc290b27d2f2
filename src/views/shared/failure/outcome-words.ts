import { cutByApp, longestReply } from '../../../core/model/greatest-reply';
import type { ModelErrorData } from '../../../core/model/model-error';
import type { Finish } from '../../../core/model/reply';
import type { SectionId } from '../settings-sections';
import { localDayTime, localTime } from '../time/local-time';

export interface OutcomeAction {
  readonly kind: 'retry' | 'open-settings' | 'show-call' | 'raise-output-limit' | 'raise-budget' | 'open-link';
  readonly label: string;
  /** Of Settings, for "open-settings"; absent: where models are chosen. */
  readonly section?: SectionId;
  /** Of the page, for "open-link"; it opens beside the studio. */
  readonly href?: string;
}

/** A failed call in words: what happened, why and what to do, the raw code beside it, and the buttons that do it. */
export interface OutcomeWords {
  readonly title: string;
  readonly body: string;
  /** The service's own word, as it came. */
  readonly code: string;
  /** The most helpful first. */
  readonly actions: readonly OutcomeAction[];
}

/** The one place that names failures: every screen that shows one takes its words from here. `timeZone`: the reader's when absent. */
export function outcomeWords(error: ModelErrorData, timeZone?: string): OutcomeWords {
  return { ...wordsOf(error, timeZone), code: error.code };
}

function wordsOf(error: ModelErrorData, timeZone: string | undefined): Omit<OutcomeWords, 'code'> {
  switch (error.kind) {
    case 'token-limit':
      return tokenLimit(error);
    case 'prompt-blocked':
      return {
        title: 'The prompt was blocked',
        body: said(
          error,
          `The service refused the prompt. ${reasonGiven(error)} Reword the prompt or its variables, or change the safety settings.`,
        ),
        actions: [retry, safetySettings, showCall],
      };
    case 'answer-blocked':
      return {
        title: 'The reply was blocked',
        body: said(error, `${reasonGiven(error)} Reword the prompt, or try this one again.`),
        actions: [retry, showCall, safetySettings],
      };
    case 'empty':
      return {
        title: 'The reply was empty',
        body: said(
          error,
          'The call went through, but no text came back. Try again; if it stays empty, ask for the answer more plainly.',
        ),
        actions: [retry, showCall],
      };
    case 'unreadable':
      return {
        title: 'The reply could not be read',
        body: said(error, 'The reply was not in the requested format. Try again, or choose another alignment model.'),
        actions: [retry, showCall, openSettings],
      };
    case 'no-key':
      return {
        title: 'A key is missing',
        body: said(
          error,
          'No API key is set, so nothing was sent. Paste your key in Settings, or choose the practice model.',
        ),
        actions: [openSettings],
      };
    case 'bad-key':
      return {
        title: 'The key was refused',
        body: said(error, 'The key is wrong or lacks permission. Check it in Settings.'),
        actions: [openSettings, retry, showCall],
      };
    case 'unknown-model':
      return {
        title: 'The service does not have this model',
        body: said(error, 'Choose another model in Settings.'),
        actions: [openSettings, showCall],
      };
    case 'bad-request':
      // A file of the author's, and not a call: nobody was asked anything.
      if (error.code === 'GONE') return { title: 'The file is missing', body: error.message, actions: [] };
      return {
        title: error.code === 'WRONG_URL' ? 'No model server at this address' : 'The service refused the request',
        body: said(error, 'Show the call to see what was sent.'),
        actions: [showCall, openSettings, retry],
      };
    case 'rate-limited-minute':
      return {
        title: 'Too many calls in a minute',
        body: withEnd(
          said(error, 'The service asked for a pause. Try again later, or lower the requests per minute in Settings.'),
          error.until && localTime(error.until, timeZone),
        ),
        actions: [retry, openSettings, showCall],
      };
    case 'rate-limited-day':
      return {
        // Without an end it is a plan that never allowed this model.
        title: error.until === undefined ? 'The quota of this model is used up' : 'The daily quota is used up',
        body: withEnd(
          said(error, 'The service accepts no more calls to this model. Choose another model or another key.'),
          error.until && localDayTime(error.until, timeZone),
        ),
        actions: [openSettings, showCall],
      };
    case 'no-credit':
      return {
        title: 'No credit left',
        body: said(
          error,
          'The account has no credit left, and waiting does not help. Add credit or raise the spending cap on the billing page, or choose another model.',
        ),
        actions: [...linkTo(error, 'Open the billing page'), retry, otherModel, showCall],
      };
    case 'unsupported-region':
      return {
        title: 'The service is not available in your region',
        body: said(
          error,
          'Changing the prompt or the settings does not help. Set up billing, or choose another model or endpoint.',
        ),
        actions: [...linkTo(error, 'Set up billing'), otherModel, showCall],
      };
    case 'unknown-format':
      return {
        title: 'Unexpected response format',
        body: said(
          error,
          'Something answered at this address, but not in the format of this service. Check the address in Settings.',
        ),
        actions: [openSettings, showCall],
      };
    case 'unavailable':
      return {
        title: 'The service is not available',
        body: said(error, 'The service keeps failing. Try again in a few minutes.'),
        actions: [retry, showCall],
      };
    case 'unreachable':
      return {
        title: 'The service could not be reached',
        body: said(
          error,
          'Either this computer is offline, or the endpoint does not allow calls from web pages (CORS). Check the connection and the endpoint.',
        ),
        actions: [retry, openSettings, showCall],
      };
    case 'over-budget':
      return {
        title: 'The budget of this session is spent',
        body: said(error, 'No call was made. Raise or remove the budget in Settings to continue.'),
        actions: [{ kind: 'raise-budget', label: 'Change the budget' }],
      };
    case 'too-long':
      return {
        title: 'Too long for this model',
        body: said(
          error,
          'Prompt and reply do not fit into the model’s context, so nothing was sent. Shorten the prompt or its variables, or choose a model with a longer context.',
        ),
        actions: [otherModel, showCall],
      };
    case 'no-model':
      return {
        title: noModelTitle(error.code),
        body: said(error, 'Some or all of its files are missing. Download it in Settings, or choose another model.'),
        actions: [isOfBrowser(error.code) ? openSettings : localModels],
      };
    case 'device':
      return {
        title: 'The GPU could not run the model',
        body: said(
          error,
          'Close other programs that use the GPU and try again, or choose a smaller model. What has arrived is kept.',
        ),
        actions: [retry, otherModel, showCall],
      };
    case 'private':
      return {
        title: 'The call would leave this device',
        body: said(
          error,
          'No call was made, because “Data never leaves this device” is on. Choose a model on this device, or turn it off in Settings.',
        ),
        actions: [openSettings],
      };
    case 'interrupted':
      return {
        title: 'The call was interrupted',
        body: said(error, 'The part of the studio that talks to models was restarted during this call. Try again.'),
        actions: [retry, showCall],
      };
    case 'internal':
      return {
        title: 'Something in the studio failed',
        body: said(
          error,
          'Your work is safe. Try again; if it keeps happening, export the project and reload the page.',
        ),
        actions: [retry, showCall],
      };
  }
}

/** A failure may come from a file that somebody else wrote, so only an address that can do no harm is led to. */
function linkTo({ link }: ModelErrorData, label: string): readonly OutcomeAction[] {
  return link?.startsWith('https://') ? [{ kind: 'open-link', label, href: link }] : [];
}

/** The browser's built-in model, which is chosen and prepared where all models are chosen. */
function isOfBrowser(code: string): boolean {
  switch (code) {
    case 'NO_BROWSER_MODEL':
    case 'ABSENT':
    case 'DOWNLOADABLE':
    case 'DOWNLOADING':
    case 'NotAllowedError':
    case 'NetworkError':
      return true;
    default:
      return false;
  }
}

/** Its files may be here, and of no use to the engine: a library of another version, a damaged shard. */
function noModelTitle(code: string): string {
  switch (code) {
    case 'NOT_DOWNLOADED':
    case 'NO_BROWSER_MODEL':
    case 'ABSENT':
    case 'DOWNLOADABLE':
    case 'DOWNLOADING':
      return 'The model is not on this device';
    case 'PARTIAL':
      return 'Only part of the model is on this device';
    case 'DAMAGED':
      return 'The model is damaged';
    default:
      return 'The model could not be loaded';
  }
}

/** Thoughts count towards the limit, so a small one can be spent before the first word. */
function tokenLimit(error: ModelErrorData): Omit<OutcomeWords, 'code'> {
  const thoughts = error.usage?.thoughtTokens ?? 0;
  const where = thoughts > 0 ? `The model used ${thoughts} thinking tokens` : 'The limit was reached';
  return {
    title: thoughts > 0 ? 'Stopped at the token limit while thinking' : 'Stopped at the token limit',
    body: said(error, `${where} before any text came. Raise the output limit, or remove it.`),
    actions: [raiseOutputLimit, retry, showCall],
  };
}

const retry: OutcomeAction = { kind: 'retry', label: 'Try again' };
const showCall: OutcomeAction = { kind: 'show-call', label: 'Show the call' };
const openSettings: OutcomeAction = { kind: 'open-settings', label: 'Open Settings' };
const localModels: OutcomeAction = { kind: 'open-settings', label: 'Open Settings', section: 'local-models' };
const otherModel: OutcomeAction = { kind: 'open-settings', label: 'Choose another model' };
const safetySettings: OutcomeAction = { kind: 'open-settings', label: 'Safety settings' };
const raiseOutputLimit: OutcomeAction = { kind: 'raise-output-limit', label: 'Raise the output limit' };

/** The provider says it best: it knows what came. Ours stands in where it said nothing. */
function said({ message }: ModelErrorData, otherwise: string): string {
  return message.trim() === '' ? otherwise : message;
}

/** How an answer ended that did not end by itself, for a sentence of its own. `limit`: output tokens, where the author set one. */
export function finishWords({ kind, code }: Finish, limit: number | undefined): string {
  if (kind === 'stop') return '';
  if (kind === 'length' && isOfOutputLimit(code)) {
    return limit === undefined
      ? 'Stopped at the model’s own output limit'
      : `Stopped at the limit of ${limit} output tokens`;
  }
  return endings.get(code) ?? 'The service ended this early';
}

/** Whether a higher limit of output tokens would have let the answer go on. */
export function isOfOutputLimit(code: string): boolean {
  return code !== 'CONTINUATION' && code !== cutByApp.code;
}

/** Words for the finish reasons of Gemini that come with text (ai.google.dev/api/generate-content, FinishReason). */
const endings: ReadonlyMap<string, string> = new Map([
  ['FINISH_REASON_UNSPECIFIED', 'The reply is complete as received; its reason for ending is unspecified'],
  ['CONTINUATION', 'Stopped at the most that one request may write; the model had more to say'],
  [
    cutByApp.code,
    `Cut here by the app, at ${longestReply.toLocaleString('en')} characters: an answer this long seldom ends by itself. What would have followed is not paid for`,
  ],
  ['OTHER', 'The service ended this early without saying why'],
  ['MALFORMED_FUNCTION_CALL', 'The model tried to call a tool and failed'],
  ['UNEXPECTED_TOOL_CALL', 'The model tried to call a tool that does not exist'],
  ['TOO_MANY_TOOL_CALLS', 'The model kept calling tools'],
  ['MALFORMED_RESPONSE', 'The service could not read the rest of the reply'],
  ['MISSING_THOUGHT_SIGNATURE', 'A signature of the model’s earlier thinking is missing'],
  ['NO_IMAGE', 'The model was asked for an image and made none'],
  ['IMAGE_OTHER', 'The model was asked for an image and made none'],
]);

/** Reasons grow with the service, so an unknown one is shown as it is: `PROHIBITED_CONTENT` reads "prohibited content". */
function reasonGiven({ code }: ModelErrorData): string {
  const reason = code.trim().toLowerCase().replaceAll('_', ' ');
  return reason === '' ? 'No reason was given.' : `Reason given: ${reason}.`;
}

/** A wait in seconds is out of date when it is read; an instant is not. */
function withEnd(body: string, end: string | undefined): string {
  return end === undefined || end === '' ? body : `${body} Calls can go through again at ${end}.`;
}
