import type { RuleMutation } from '../../../core/labeler/rules/rulebook';

/** `Add to Billing`, and the rule's text; for a deletion the text that goes. */
export function mutationWords(mutation: RuleMutation): { readonly what: string; readonly text: string } {
  switch (mutation.kind) {
    case 'add':
      return { what: `Add to ${mutation.label}`, text: mutation.rule.text };
    case 'edit':
      return { what: `Edit in ${mutation.label}`, text: mutation.text };
    case 'delete':
      return { what: `Delete from ${mutation.label}`, text: mutation.was };
  }
}
