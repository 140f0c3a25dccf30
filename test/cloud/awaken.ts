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
  // It registers them while it imports, which takes a moment.
  for (let tenths = 0; tenths < 100; tenths += 1) {
    const { body } = await ask('GET', `/${id}`);
    if (new TextDecoder().decode(body).includes('"status": "active"')) break;
    await pause(100);
  }
  await ask('DELETE', `/${id}`);
}
