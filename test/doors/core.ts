import type { Fake } from '../../src/world/fake.ts';
import type { OpenDoor } from './teller.ts';

/** No door at all: the fake is called. */
export async function core(fake: Fake): Promise<OpenDoor> {
  const base = 'http://cloud.test';
  return {
    base,
    send: async ({ body = new Uint8Array(), ...wire }) => fake.exchange({ ...wire, base, body }),
    close: async () => {},
  };
}
