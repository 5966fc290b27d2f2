import * as z from 'zod/mini';
import { labelerFileSchema, labelerFileSchemaId } from '../labeler-files/labeler-file-schema';
import { modelRefSchema } from '../model/model-ref-schema';
import { datasetRefSchema } from '../project/dataset-schema';
import { hyperparametersSchema, labelerRunSchema, predictionSchema, rulebookSchema } from '../project/labeler-schema';
import { projectFileSchema, projectFileSchemaId } from '../project/project-file-schema';
import {
  plainPrincipleSchema,
  plainSourceSchema,
  principleSchema,
  promptDocumentSchema,
  revisionSchema,
  sourceSchema,
  turnSchema,
} from '../project/project-schema';
import { promptFileSchema, promptFileSchemaId } from '../project/prompt-file-schema';
import { modelErrorSchema, samplingSchema, valuesSchema } from '../project/schema-parts';
import { tuningConstitutionSchema } from '../project/tuning-schema';

/**
 * The JSON Schemas (draft 2020-12) of the files that we export, for other tools: shape only, as `project-schema.ts`. The app itself
 * does not need them; they are published under `public/schema`.
 */
export function projectJsonSchema(): object {
  return jsonSchema(projectFileSchema, {
    id: projectFileSchemaId,
    title: 'Constitution Studio project',
    description:
      'A prompt with its constitution, history, inputs and turns, the labelers that were trained beside it, what fine-tuning data was made by, and what the Playground was asked.',
  });
}

export function promptJsonSchema(): object {
  return jsonSchema(promptFileSchema, {
    id: promptFileSchemaId,
    title: 'Constitution Studio prompt',
    description: 'A prompt with its principles, where each comes from, its variables and sampling settings.',
  });
}

export function labelerJsonSchema(): object {
  return jsonSchema(labelerFileSchema, {
    id: labelerFileSchemaId,
    title: 'Constitution Studio labeler',
    description:
      'A task and rules for each of its labels, what they were scored at, and what they are to be used with.',
  });
}

interface About {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

function jsonSchema(schema: z.ZodMiniType, { id, title, description }: About): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    metadata: namesIn(schema),
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // The one schema that zod cannot put into words by itself.
      if (zodSchema === valuesSchema) {
        Object.assign(jsonSchema, {
          type: 'object',
          propertyNames: { type: 'string' },
          additionalProperties: { type: 'string' },
        });
      }
    },
  });
  return { $schema, $id: id, title, description, ...rest };
}

/** Parts that occur more than once get a definition with a name. */
function namesIn(schema: z.ZodMiniType): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  registry.add(valuesSchema, { id: 'Values' });
  registry.add(modelRefSchema, { id: 'Model' });
  registry.add(samplingSchema, { id: 'SamplingSettings' });
  const [source, principle] =
    schema === promptFileSchema ? [plainSourceSchema, plainPrincipleSchema] : [sourceSchema, principleSchema];
  registry.add(source, { id: 'Source' });
  registry.add(principle, { id: 'Principle' });
  registry.add(promptDocumentSchema, { id: 'PromptDocument' });
  registry.add(revisionSchema, { id: 'Revision' });
  registry.add(turnSchema, { id: 'Turn' });
  registry.add(modelErrorSchema, { id: 'ModelError' });
  registry.add(datasetRefSchema, { id: 'Dataset' });
  registry.add(hyperparametersSchema, { id: 'Hyperparameters' });
  registry.add(rulebookSchema, { id: 'Rulebook' });
  registry.add(predictionSchema, { id: 'Prediction' });
  registry.add(labelerRunSchema, { id: 'LabelerRun' });
  registry.add(tuningConstitutionSchema, { id: 'TuningConstitution' });
  return registry;
}
