import type { ModelEvent } from '../../core/model/language-model';
import type { ModelError } from '../../core/model/model-error';
import type { ModelPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import type { Finish } from '../../core/model/reply';
import { createRandom } from '../../core/random';
import { createDecoder, type DecodedToken } from '../../core/sampling/decoder';
import { NoDistributionError } from '../../core/sampling/softmax';
import { keptFromReplace, type PreparedChat } from './chat-template';
import { prepare, writtenText } from './completion';
import { engineFailure, NonsenseError } from './engine-errors';
import type { ChatRequest, ImageMessage } from './engine-port';
import type { Lease, ModelOnSlot } from './engine-slot';
import { toMessages } from './messages';
import { badRequest } from './prompt-tokens';
import { type StreamedCall, streamedCall } from './streamed-call';

/**
 * A completion after images, which only the engine's own chat can read. Every token is chosen by us all the same: the engine is steered,
 * so that each setting means what it means without images. A prefix is written once more, unseen.
 */
export async function* streamImageCompletion(
  { ref, slot, silence, setTimer, random }: ModelOnSlot<PreparedChat> & { readonly random: () => number },
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  const { id } = ref;
  const lease = await slot.borrow(id, signal);
  const { engine } = lease;
  let call: StreamedCall | undefined;
  let broken: ModelError | undefined;
  let shown = '';
  try {
    refuseWhatItCannot(lease, request, id);
    const prepared = prepare(lease, { ...request, prompt: textsOf(request.prompt) });
    const decoder = createDecoder({ ...prepared, random: createRandom(request.settings.seed ?? random() * 2 ** 32) });
    const written = writtenText(lease, { request, endTexts: prepared.endTexts });
    const drawn: DecodedToken[] = [];
    const { prefixTokens, endTokens } = prepared;
    let place = 0;
    engine.steer(id, (logits) => {
      const forced = prefixTokens[place];
      place += 1;
      if (forced !== undefined) return forced;
      const token = decoder.next(logits.subarray(0, Math.min(logits.length, engine.vocabularySize(id))));
      drawn.push(token);
      return token.id;
    });
    const body = chatRequest(lease, request.prompt, prefixTokens.length + prepared.mostTokens);
    const promptTokens = prepared.all.length;
    call = streamedCall(engine, { request: body, promptTokens, signal, silence, setTimer });
    let last = prepared.all.at(-1);
    let finish: Finish = { kind: 'length', code: 'length' };
    let isOver = false;
    let inputTokens = promptTokens;
    for (let chunk = await call.next(); chunk !== undefined; chunk = await call.next()) {
      inputTokens = chunk.usage?.prompt_tokens ?? inputTokens;
      for (const token of drawn.splice(0)) {
        if (isOver) continue;
        if (endTokens.includes(token.id)) {
          isOver = true;
          finish = { kind: 'stop', code: 'end-token' };
          continue;
        }
        const text = written.add(token, last);
        last = token.id;
        shown += text;
        if (text !== '') yield { type: 'text', text };
        if (!written.isStopped()) continue;
        isOver = true;
        finish = { kind: 'stop', code: 'stop-sequence' };
        // And read on: the last chunk has the usage.
        engine.interruptGenerate();
      }
    }
    const rest = written.end();
    if (rest !== '') yield { type: 'text', text: rest };
    yield { type: 'done', reply: written.reply({ finish, inputTokens, echo: undefined }), cached: false };
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    const meant = thrown instanceof NoDistributionError ? new NonsenseError() : thrown;
    const failure = engineFailure(meant, { id, during: 'call', partialText: shown });
    if (failure.fate !== 'usable') broken = failure.error;
    throw failure.error;
  } finally {
    giveBack(lease, { id, call, broken });
  }
}

function refuseWhatItCannot({ engine }: Lease<PreparedChat>, { completion }: ModelRequest, id: string): void {
  if (!engine.readsImages(id)) throw noImages(id);
  if (completion?.echo === true)
    throw badRequest('ECHO', 'The tokens of a prompt with images are not told: turn “Echo prompt” off.');
}

/** Nobody waits for the engine here but the next call. */
function giveBack(
  lease: Lease<PreparedChat>,
  {
    id,
    call,
    broken,
  }: { readonly id: string; readonly call: StreamedCall | undefined; readonly broken: ModelError | undefined },
): void {
  const letGo = () => lease.engine.steer(id, null);
  if (broken !== undefined) {
    lease.giveBack(broken);
  } else if (call === undefined) {
    letGo();
    lease.giveBack();
  } else {
    void call
      .end()
      .then(letGo)
      .then(
        () => lease.giveBack(),
        (error) => lease.giveBack(engineFailure(error, { id, during: 'call' }).error),
      );
  }
}

export function hasImages({ turns }: ModelPrompt): boolean {
  return turns.some(({ parts }) => parts.some(({ type }) => type === 'image'));
}

function textsOf(prompt: ModelPrompt): ModelPrompt {
  return {
    ...prompt,
    turns: prompt.turns.map((turn) => ({ ...turn, parts: turn.parts.filter(({ type }) => type === 'text') })),
  };
}

/** Of its own sampling nothing is left. */
function chatRequest(
  { prepared: { template }, stored: { model } }: Lease<PreparedChat>,
  prompt: ModelPrompt,
  mostTokens: number,
): ChatRequest {
  const texts = toMessages(textsOf(prompt), { template, reply: { type: 'text' } }).map((message) =>
    keptFromReplace(template, message),
  );
  // A system text may come before the turns.
  const before = texts.length - prompt.turns.length;
  return {
    model: model.id,
    messages: texts.map((message, at): ChatRequest['messages'][number] => {
      const images = prompt.turns[at - before]?.parts.flatMap((part) => (part.type === 'image' ? [part] : [])) ?? [];
      if (images.length === 0) return message;
      const content: ImageMessage['content'] = [
        { type: 'text', text: message.content },
        ...images.map(
          ({ mimeType, data }) =>
            ({ type: 'image_url', image_url: { url: `data:${mimeType};base64,${data}` } }) as const,
        ),
      ];
      return { role: 'user', content };
    }),
    stream: true,
    stream_options: { include_usage: true },
    temperature: 1,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    repetition_penalty: 1,
    max_tokens: mostTokens,
  };
}

function noImages(id: string): ModelError {
  return badRequest(
    'IMAGE',
    `The local model ${id} reads no images. Take them out, or choose Phi-3.5-vision or Gemini.`,
  );
}
