/** Bytes as base64 and back, with what browsers and Node both have. */

const piece = 0x8000;

/** The bytes of a base64 text that is known to be right. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // In pieces, because a function takes only so many arguments.
  for (let start = 0; start < bytes.length; start += piece) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + piece)));
  }
  return btoa(pieces.join(''));
}
