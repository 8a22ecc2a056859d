export interface SavedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array | string;
}

/** Hands a file made in this page to the browser's downloads. */
export function saveFile(file: SavedFile): void {
  const url = URL.createObjectURL(new Blob([file.content as BlobPart], { type: file.mediaType }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = file.name;
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The download reads the blob after this task; a minute is plenty and lets the memory go.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function bytesFromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
