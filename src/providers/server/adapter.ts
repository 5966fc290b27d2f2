import type { ServerProgram } from '../../core/model/completion-capabilities';
import type { ModelsConfig } from '../../core/model/models-port';
import type { Adapter, AdapterEffects } from '../adapter';
import { connect, type ServerSurroundings } from './connection';
import { createKnownHabits } from './habits';
import { createKnownPrograms } from './program';
import type { KnownEchoes } from './scoring/by-echo';
import type { KnownTokenVectors } from './vectors/server-vector-model';

interface AskableServer {
  program(config: ModelsConfig, signal: AbortSignal): Promise<ServerProgram>;
}

export function serverAdapter({ fetch, now, page }: AdapterEffects): Adapter<'server'> & AskableServer {
  const habits = createKnownHabits();
  const programs = createKnownPrograms();
  const echoes: KnownEchoes = new Map();
  const tokenVectors: KnownTokenVectors = new Map();
  const around = ({ services }: ModelsConfig): ServerSurroundings => ({ config: services.server, fetch, now, page });
  return {
    async model(ref, config) {
      const { serverLanguageModel } = await import('./server-language-model');
      return serverLanguageModel({ ref, habits, programs, ...around(config) });
    },
    async embeddingModel(ref, config) {
      const { serverEmbeddingModel } = await import('./server-embedding-model');
      return serverEmbeddingModel({ ref, ...around(config) });
    },
    async scoringModel(ref, config, each) {
      const { serverScoringModel } = await import('./scoring/server-scoring-model');
      return serverScoringModel({ ref, programs, echoes, each, ...around(config) });
    },
    async tokenizer(ref, config) {
      const { serverTokenizer } = await import('./server-tokenizer');
      return serverTokenizer({ ref, programs, ...around(config) });
    },
    async vectorModel(ref, config) {
      const { serverVectorModel } = await import('./vectors/server-vector-model');
      return serverVectorModel({ ref, programs, tokenVectors, ...around(config) });
    },
    program: async (config, signal) => programs.of(connect(around(config)), signal),
    async list(config, signal) {
      const { listServerModels } = await import('./list-server-models');
      return listServerModels({ ...around(config), habits, signal });
    },
  };
}
