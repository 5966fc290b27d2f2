/** Whether a description holds the bot's name, in any case and however its words are set apart; a bot without a name needs none. */
export function namesBot(description: string, name: string): boolean {
  const wanted = plain(name);
  return wanted === '' || plain(description).includes(wanted);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
