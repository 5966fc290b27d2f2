/** Which model answers. New providers are new variants. */
export type ModelRef = { readonly provider: 'practice' } | { readonly provider: 'gemini'; readonly id: string };

export const practiceModel: ModelRef = { provider: 'practice' };

/** The name on every screen and in every option list, fixed by the UI contract. */
export function modelName(ref: ModelRef): string {
  switch (ref.provider) {
    case 'practice':
      return 'Practice model (built in)';
    case 'gemini':
      return `Gemini: ${ref.id}`;
  }
}

/** A stable key: equal for equal refs, different for different ones. */
export function modelKey(ref: ModelRef): string {
  switch (ref.provider) {
    case 'practice':
      return 'practice';
    case 'gemini':
      return `gemini/${ref.id}`;
  }
}
