import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import type { TokenBias } from '../../core/model/completion-options';
import { ModelError } from '../../core/model/model-error';
import { type ModelRef, modelName } from '../../core/model/model-ref';
import type { BiasRow } from '../../core/playground/playground-work';
import { tokenOf } from './check-bias';
import type { PlaygroundContext } from './playground-context';

interface Asked {
  readonly rows: readonly BiasRow[];
  readonly ref: ModelRef;
  readonly capabilities: CompletionCapabilities;
}

/** The rows as this model takes them: by its own ids. Throws a ModelError for a row that is none of its tokens. */
export async function biasOf(
  { deps }: Pick<PlaygroundContext, 'deps'>,
  { rows, ref, capabilities }: Asked,
  signal: AbortSignal,
): Promise<readonly TokenBias[]> {
  if (rows.length === 0 || capabilities.options.logitBias !== true) return [];
  const tokenizer = deps.models.tokenizer(ref);
  const found: TokenBias[] = [];
  for (const row of rows) {
    const { token, bias } = row;
    if (token.kind === 'id') {
      found.push({ token: token.id, bias });
      continue;
    }
    const check = await tokenOf(tokenizer, row, signal);
    if (check.status !== 'one') throw noToken(token.text, ref);
    found.push({ token: check.token.id, bias });
  }
  return found;
}

function noToken(text: string, ref: ModelRef): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'NO_TOKEN',
    message: `Expected a logit bias for one token, and “${text.slice(0, 40)}” is none of ${modelName(ref)}. Choose one of its tokens under Logit bias.`,
  });
}
