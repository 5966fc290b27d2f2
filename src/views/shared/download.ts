/** Saves `text` as a file, as if it had been downloaded. */
export function downloadText(file: { readonly name: string; readonly type: string; readonly text: string }): void {
  downloadBlob({ name: file.name, blob: new Blob([file.text], { type: `${file.type};charset=utf-8` }) });
}

export function downloadBlob({ name, blob }: { readonly name: string; readonly blob: Blob }): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the address after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
