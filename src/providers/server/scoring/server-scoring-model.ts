import { completionCapabilitiesOf } from '../../../core/model/completion-capabilities-of';
import type { RefOf } from '../../../core/model/model-ref';
import type { ScoringModel } from '../../../core/model/scoring-model';
import type { EachRequest } from '../../each-request';
import { connect, type ServerSurroundings } from '../connection';
import type { KnownPrograms } from '../program';
import { type KnownEchoes, scoreByEcho } from './by-echo';
import { scoreByForcing } from './by-forcing';
import { scoreByPrompt } from './by-prompt';
import { cannotScore } from './scoring-errors';

export interface ServerScoringOptions extends ServerSurroundings {
  readonly ref: RefOf<'server'>;
  readonly programs: KnownPrograms;
  /** To be kept for the session, so that no server is probed twice. */
  readonly echoes: KnownEchoes;
  /** Everything that makes the model read or write goes through it. */
  readonly each: EachRequest;
}

/** Each program tells the probability of a given text in a way of its own, or does not. */
export function serverScoringModel({
  ref,
  programs,
  echoes,
  each,
  ...surroundings
}: ServerScoringOptions): ScoringModel {
  return {
    ref,
    async score(request, signal) {
      signal.throwIfAborted();
      if (request.expected === '')
        throw cannotScore('The expected completion is empty. Enter the text to score.', 'EMPTY');
      const connection = connect(surroundings);
      const program = await programs.of(connection, signal);
      const { scoring } = completionCapabilitiesOf(ref, program);
      if (scoring !== true) throw cannotScore(scoring);
      const asked = { connection, model: ref.id, signal, each };
      switch (program) {
        case 'vllm':
          return scoreByPrompt(request, asked);
        case 'llama.cpp':
          return scoreByForcing(request, asked);
        default:
          return scoreByEcho(request, { ...asked, echoes });
      }
    },
  };
}
