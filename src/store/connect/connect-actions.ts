import { chooseGeminiModel } from '../../core/model/choose-gemini-model';
import { withFailure } from '../../core/model/lasting-failures';
import type { ModelErrorData } from '../../core/model/model-error';
import { isPractice, type ModelRef } from '../../core/model/model-ref';
import type { ListedModel } from '../../core/model/models-port';
import { type GeminiTier, tierLimits } from '../../core/model/tier-limits';
import { geminiDefaultModel } from '../../core/project/device-settings';
import { err, ok, type Result } from '../../core/result';
import type { ActionContext } from '../context';
import { errorData } from '../model-choice';
import { saveSettings } from '../save-settings';
import { testConnection } from '../service-actions';
import { changeService } from '../service-state';
import type { KeyCheck, ReplacedChoice, ServiceState } from '../studio-state';

/** From a key to a model that answers. */
export interface ConnectActions {
  /**
   * Checks the key that is entered, lists its models and chooses one; where the practice model answers so far, that one takes its place.
   * What became of it is in `keyCheck`.
   */
  checkKey(): void;
  /** The models that were chosen before the key was accepted answer again. */
  undoChoice(): void;
  /** The limits that are typical for such a key. */
  chooseTier(tier: GeminiTier): void;
  /** In this project no model is offered any more. */
  closeOffer(): void;
}

export function connectActions(context: ActionContext): ConnectActions {
  return {
    checkKey: () => void checkKey(context),
    undoChoice() {
      const { settings } = context.get();
      const { keyCheck } = context.get().services.gemini;
      if (keyCheck.status !== 'accepted' || keyCheck.replaced === null) return;
      const { promptModel, alignmentModel, configured } = keyCheck.replaced;
      saveSettings(context, {
        ...settings,
        promptModel,
        alignmentModel,
        gemini: { ...settings.gemini, model: configured },
      });
      changeService(context, 'gemini', { keyCheck: { ...keyCheck, replaced: null } });
    },
    chooseTier(tier) {
      const { settings } = context.get();
      saveSettings(context, {
        ...settings,
        gemini: { ...settings.gemini, ...tierLimits(tier, settings.gemini.model) },
      });
    },
    closeOffer() {
      const { settings, project } = context.get();
      const others = settings.connectClosed.filter((id) => id !== project.id);
      saveSettings(context, { ...settings, connectClosed: [...others, project.id].slice(-keptIds) });
    },
  };
}

const keptIds = 50;

async function checkKey(context: ActionContext): Promise<void> {
  const gemini = () => context.get().services.gemini;
  const { key, keyCheck: before } = gemini();
  if (context.get().settings.privateMode || key === '' || before.status === 'checking') return;
  const checking: KeyCheck = { status: 'checking' };
  const put = (change: Partial<ServiceState>) => changeService(context, 'gemini', change);
  put({ keyCheck: checking });
  const answer = await askForModels(context);
  // Another key or address took the place of the one that was asked about.
  if (gemini().keyCheck !== checking) return;
  if (answer.ok && answer.value !== null) put({ models: { status: 'listed', models: answer.value } });
  if (answer.ok) return put({ keyCheck: accept(context, before) });
  put({ keyCheck: { status: 'refused', error: answer.error } });
  const { failures, settings } = context.get();
  const asked: ModelRef = { provider: 'gemini', id: settings.gemini.model };
  context.set({ failures: withFailure(failures, asked, answer.error) });
}

/**
 * Listing models costs nothing and takes nothing from a quota, so it is asked first. A gateway that has no list is asked for one word;
 * then the list is null.
 */
async function askForModels(context: ActionContext): Promise<Result<readonly ListedModel[] | null, ModelErrorData>> {
  const { signal } = new AbortController();
  try {
    return ok(await context.deps.models.list('gemini', signal));
  } catch (error) {
    const data = errorData(error);
    if (!hasNoList(data)) return err(data);
  }
  await testConnection(context, 'gemini', { signal });
  const { connection } = context.get().services.gemini;
  return connection.status === 'failed' ? err(connection.error) : ok(null);
}

function hasNoList({ kind }: ModelErrorData): boolean {
  return kind === 'unknown-model' || kind === 'unknown-format' || kind === 'bad-request';
}

/**
 * Chooses the model, and says what it replaced. Whoever has chosen any model but practice keeps both as they are. `before`: the same key
 * may have been accepted already (pasted, then Enter), and what that replaced can still be chosen back.
 */
function accept(context: ActionContext, before: KeyCheck): KeyCheck {
  const { settings, services } = context.get();
  const { models } = services.gemini;
  const { promptModel, alignmentModel, gemini: configured } = settings;
  const listed = models.status === 'listed' ? models.models : [];
  const model = modelToUse(configured.model, listed);
  const practises = isPractice(promptModel) && isPractice(alignmentModel ?? promptModel);
  const chosen: ModelRef = { provider: 'gemini', id: model };
  saveSettings(context, {
    ...settings,
    ...(practises && { promptModel: chosen, alignmentModel: null }),
    gemini: { ...configured, model },
  });
  const replaced: ReplacedChoice = { promptModel, alignmentModel, configured: configured.model };
  const earlier = before.status === 'accepted' ? before.replaced : null;
  return { status: 'accepted', model, replaced: practises ? replaced : earlier };
}

/** An id that was typed may be one that no list shows; the default is a guess until there is a list. */
function modelToUse(configured: string, listed: readonly ListedModel[]): string {
  const stays = configured !== geminiDefaultModel || listed.some(({ id }) => id === configured);
  return stays ? configured : (chooseGeminiModel(listed) ?? configured);
}
