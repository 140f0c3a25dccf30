import { type HttpResponse, bytesOf } from '../http/message.ts';

/** Waits as long as a fault delays an answer, but no longer than the client does. */
export async function delayed({ delivery }: HttpResponse, gone: AbortSignal): Promise<void> {
  const delay = delivery?.delay ?? 0;
  if (delay === 0 || gone.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, delay);
    gone.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What reaches the client of a body whose connection is cut behind its head. */
export function firstHalf({ body }: HttpResponse): Uint8Array {
  const bytes = bytesOf(body);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}
