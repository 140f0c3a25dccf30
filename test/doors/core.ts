import { type Host, hostOf } from '../../src/host/host.ts';
import { ConnectionCut, type Fake } from '../../src/world/fake.ts';
import { wholeResponse } from '../../src/http/message.ts';
import { finished } from '../../src/http/context.ts';
import type { OpenDoor } from './teller.ts';

/** No door at all: the host is called. */
export async function core(fake: Fake | Host): Promise<OpenDoor> {
  const base = 'http://cloud.test';
  const host = hostOf(fake);
  return {
    base,
    send: async ({ body = new Uint8Array(), ...wire }) => {
      const response = finished(host.begin({ ...wire, base }), body);
      if (response.status === 0) throw new ConnectionCut(response.delivery?.why);
      return wholeResponse(response);
    },
    close: async () => {},
  };
}
