import type { HttpRequest } from '../../http/message.ts';
import { isOpen } from '../template.ts';

/** Whether something that was sent looks like the value of a provider state, `${HOME}`: a contract would take it for one. */
export function hasLookalike({ target, headers, body }: HttpRequest): boolean {
  const texts = [target, decoded(target), new TextDecoder().decode(body), ...Object.values(headers)];
  return texts.some(isOpen);
}

/** What looks like an escape and is none stays. */
function decoded(text: string): string {
  return text.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
