import type { HttpResponse } from '../http/message.ts';

/** Waits as long as a fault delays an answer. */
export async function delayed({ delivery }: HttpResponse): Promise<void> {
  const delay = delivery?.delay ?? 0;
  if (delay > 0) await new Promise<void>((resolve) => void setTimeout(resolve, delay));
}

/** What reaches the client of a body whose connection is cut behind its head. */
export function firstHalf({ body }: HttpResponse): Uint8Array {
  return body.subarray(0, Math.floor(body.length / 2));
}
