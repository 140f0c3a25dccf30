import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Side } from '../parity/side.ts';

/**
 * Makes a Glance that has just been started behave as it will from then on: it registers its own stores only when
 * it first needs them, and names them in replies from then on.
 */
export async function awaken(glance: Side): Promise<void> {
  const id = randomUUID();
  const image = { id, disk_format: 'raw', container_format: 'bare' };
  const json = { 'content-type': 'application/json' };
  const bytes = { 'content-type': 'application/octet-stream' };
  const ask = (
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    glance.ask({
      as: 'admin',
      method,
      path: `/v2/images${path}`,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  await ask('POST', '', JSON.stringify(image), json);
  await ask('PUT', `/${id}/stage`, 'x', bytes);
  await ask('POST', `/${id}/import`, JSON.stringify({ method: { name: 'glance-direct' } }), json);
  // An image that is being imported cannot be deleted in every release.
  for (let tenths = 0; tenths < 100; tenths += 1) {
    await pause(100);
    const { status } = await ask('DELETE', `/${id}`);
    if (status === 404) return;
  }
}
