import * as z from 'zod/mini';
import type { StoredModel } from '../../core/local/local-model';
import type { ModelFiles } from '../../core/local/model-files';
import type { ChatMessage } from './engine-port';
import { MissingModelFileError } from './stored-caches';

/** What we read of a model's `mlc-chat-config.json` (llm.mlc.ai, "Customize MLC Chat Config"). */
export interface ChatTemplate {
  /** Text of its own beside the placeholder, where the model knows system turns. */
  readonly system: string;
  readonly systemMessage: string;
  readonly rendersEmptySystem: boolean;
  readonly user: string;
  readonly assistant: string;
  /** By role, with a placeholder each; absent: the text as it is. */
  readonly userTemplate?: string;
  readonly assistantTemplate?: string;
  readonly seps: readonly string[];
  readonly afterRole: string;
  readonly afterEmptyRole: string;
  readonly roleAfterSystem: boolean;
  /** Tokens in front of everything, a begin token mostly. */
  readonly prefixTokens: readonly number[];
  /** Tokens, and texts, that end a reply. */
  readonly endTokens: readonly number[];
  readonly endTexts: readonly string[];
  readonly sampling: OwnSampling;
  /** `gemma3_text`, `qwen3`; empty when it says none. */
  readonly modelType: string;
  readonly slidingWindow: boolean;
  /** Whether the engine puts texts into the templates by `String.replace`: see `keptFromReplace`. */
  readonly replaces: boolean;
}

/** What is kept of a chat model while it is loaded. */
export interface PreparedChat {
  readonly template: ChatTemplate;
}

/** What the model's makers sample with; null: they do not say. */
export interface OwnSampling {
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly repetitionPenalty: number | null;
  readonly presencePenalty: number | null;
  readonly frequencyPenalty: number | null;
}

const optionalText = z.optional(z.nullable(z.string()));

const conversation = z.object({
  system_template: optionalText,
  system_message: optionalText,
  render_empty_system_message: z.optional(z.nullable(z.boolean())),
  roles: z.object({ user: z.string(), assistant: z.string() }),
  role_templates: z.optional(z.nullable(z.object({ user: optionalText, assistant: optionalText }))),
  seps: z.array(z.string()).check(z.minLength(1)),
  role_content_sep: optionalText,
  role_empty_sep: optionalText,
  add_role_after_system_message: z.optional(z.nullable(z.boolean())),
  system_prefix_token_ids: z.optional(z.nullable(z.array(z.number()))),
  stop_token_ids: z.optional(z.nullable(z.array(z.number()))),
  stop_str: z.optional(z.nullable(z.array(z.string()))),
});

const optionalNumber = z.optional(z.nullable(z.number()));

const configSchema = z.object({
  conv_template: conversation,
  model_type: optionalText,
  sliding_window_size: optionalNumber,
  temperature: optionalNumber,
  top_p: optionalNumber,
  repetition_penalty: optionalNumber,
  presence_penalty: optionalNumber,
  frequency_penalty: optionalNumber,
});

const manifestSchema = z.object({ chat_config: optionalText });

/** The model's configuration cannot be read: nothing that is loaded with it would be right. */
export class UnreadableConfigError extends Error {
  override readonly name = 'UnreadableConfigError';
  readonly path: string;

  constructor(path: string, options?: { readonly cause?: unknown }) {
    super(`The file ${path} is no configuration of a chat model.`, options);
    this.path = path;
  }
}

/** Throws MissingModelFileError or UnreadableConfigError. */
export async function readChatTemplate(files: ModelFiles, stored: StoredModel): Promise<ChatTemplate> {
  const { packageManifest } = stored.model;
  const path =
    packageManifest === null
      ? defaultPath
      : ((await readJson(manifestSchema, packageManifest)).chat_config ?? defaultPath);
  const config = await readJson(configSchema, path);
  const { conv_template: template, model_type, sliding_window_size } = config;
  return {
    system: template.system_template ?? systemPlaceholder,
    systemMessage: template.system_message ?? '',
    rendersEmptySystem: template.render_empty_system_message !== false,
    user: template.roles.user,
    assistant: template.roles.assistant,
    ...ifText('userTemplate', template.role_templates?.user),
    ...ifText('assistantTemplate', template.role_templates?.assistant),
    seps: template.seps,
    afterRole: template.role_content_sep ?? ': ',
    afterEmptyRole: template.role_empty_sep ?? ': ',
    roleAfterSystem: template.add_role_after_system_message !== false,
    prefixTokens: template.system_prefix_token_ids ?? [],
    endTokens: template.stop_token_ids ?? [],
    endTexts: template.stop_str ?? [],
    sampling: {
      temperature: config.temperature ?? null,
      topP: config.top_p ?? null,
      repetitionPenalty: config.repetition_penalty ?? null,
      presencePenalty: config.presence_penalty ?? null,
      frequencyPenalty: config.frequency_penalty ?? null,
    },
    modelType: model_type ?? '',
    slidingWindow: (sliding_window_size ?? -1) > 0,
    replaces: packageManifest === null,
  };

  async function readJson<T extends z.ZodMiniType>(schema: T, name: string): Promise<z.infer<T>> {
    const blob = await files.read(stored, name);
    if (blob === null) throw new MissingModelFileError({ id: stored.model.id, path: name });
    const text = await blob.text();
    try {
      return schema.parse(JSON.parse(text));
    } catch (cause) {
      throw new UnreadableConfigError(name, { cause });
    }
  }
}

const defaultPath = 'mlc-chat-config.json';
const systemPlaceholder = '{system_message}';

function ifText<N extends string>(name: N, value: string | null | undefined): { readonly [K in N]?: string } {
  // A computed key is widened to `string`.
  return (value === undefined || value === null ? {} : { [name]: value }) as { readonly [K in N]?: string };
}

/** Gemma's template has no place for a system turn: its text would stand before the first turn, in nobody's name. */
export function knowsSystemTurns({ system }: ChatTemplate): boolean {
  return system.replace(systemPlaceholder, '').trim() !== '';
}

/** Qwen3 and its successors think before they answer unless they are told not to; no other family may be sent the switch. */
export function hasThinkingSwitch({ modelType }: ChatTemplate, id: string): boolean {
  return /^qwen3/i.test(modelType) || (modelType === '' && /qwen3/i.test(id));
}

/**
 * The texts that the engine will put together from these messages (its `Conversation.getPromptArray`), reply header included: it
 * counts the tokens of each on its own, and so do we. `messages` as they are meant, before `keptFromReplace`.
 */
export function renderedTurns(template: ChatTemplate, messages: readonly ChatMessage[]): readonly string[] {
  const given = messages.find(({ role }) => role === 'system')?.content;
  const system = given ?? template.systemMessage;
  const systemText =
    system === '' && !template.rendersEmptySystem ? '' : fill(template.system, systemPlaceholder, system);
  const turns = messages
    .filter(({ role }) => role !== 'system')
    .map(({ role, content }, at) => {
      const [name, pattern, placeholder] =
        role === 'user'
          ? [template.user, template.userTemplate, '{user_message}']
          : [template.assistant, template.assistantTemplate, '{assistant_message}'];
      const body = pattern === undefined ? content : fill(pattern, placeholder, content);
      const head = !template.roleAfterSystem && systemText !== '' && at === 0 ? '' : name + template.afterRole;
      return head + body + (template.seps[at % template.seps.length] ?? '');
    });
  return [...(systemText === '' ? [] : [systemText]), ...turns, template.assistant + template.afterEmptyRole];
}

/**
 * WebLLM 0.2.86 puts a text into its template by `String.replace`, where `$$`, `$&`, `` $` `` and `$'` in the text mean something: a
 * price list would reach the model changed. Doubled, the dollar comes out as it went in.
 */
export function keptFromReplace(template: ChatTemplate, { role, content }: ChatMessage): ChatMessage {
  const patterns = { system: template.system, user: template.userTemplate, assistant: template.assistantTemplate };
  // A package's turns are cut at the placeholder instead; its system text is not.
  const replaced = role === 'system' || (template.replaces && patterns[role] !== undefined);
  return replaced ? { role, content: content.replace(/\$(?=[$&`'])/g, '$$$$') } : { role, content };
}

function fill(pattern: string, placeholder: string, text: string): string {
  return pattern.replace(placeholder, () => text);
}
