import type { LocalModel } from './local-model';

/**
 * Whether an author's model can be added: null, or what is wrong with it, in a sentence. Whether there is anything at its addresses is
 * found out by the download.
 */
export function customModelProblem(model: LocalModel, takenIds: readonly string[]): string | null {
  return idProblem(model.id, takenIds) ?? addressesProblem(model) ?? contextProblem(model);
}

/** Ids name folders and addresses, and differ in more than capitals, since some disks cannot tell those apart. */
export function idProblem(id: string, takenIds: readonly string[]): string | null {
  if (id === '') return 'The model needs an id, such as my-gemma-q4f16_1-MLC.';
  if (!/^[\w.-]+$/.test(id) || /^\.+$/.test(id)) {
    return `“${id}” cannot be an id: use letters, digits, hyphens, underscores and full stops, without spaces.`;
  }
  const taken = takenIds.find((other) => other.toLowerCase() === id.toLowerCase());
  return taken === undefined ? null : `There is already a model with the id “${taken}”. Choose another id.`;
}

function addressesProblem({ origin }: LocalModel): string | null {
  if (origin.kind === 'folder') return 'A model from a folder is added by picking the folder.';
  return addressProblem('model URL', origin.weightsUrl) ?? addressProblem('model library URL', origin.libraryUrl);
}

/** `what` is its name in a sentence. Core knows no `URL`: the form is enough here, and the download says the rest. */
export function addressProblem(what: string, address: string): string | null {
  if (address === '') return `The ${what} is missing. Expected an address that starts with https:// or http://.`;
  return /^https?:\/\/[^\s/?#]\S*$/i.test(address)
    ? null
    : `The ${what} “${address}” is no web address. Expected one that starts with https:// or http://.`;
}

function contextProblem({ contextTokens }: LocalModel): string | null {
  return Number.isInteger(contextTokens) && contextTokens >= 1
    ? null
    : `The context must be a whole number of tokens from 1, such as 4096; it is ${contextTokens}.`;
}
