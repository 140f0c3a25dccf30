import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { gateway } from './gateway.js';

// image-members-fake run sets the URL, and a clouds.yaml with the users that the contracts speak of.
const server = gateway(process.env.IMAGE_MEMBERS_FAKE_URL);
before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
after(() => server.close());

test('a client can rely on the gateway as on the image service', async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const options = ['--provider-base-url', url, '--pact', 'pacts'];
  // Rejects, with what differs, where an interaction does not hold.
  const { stdout } = await promisify(execFile)('image-members-fake', ['verify', ...options]);
  assert.match(stdout, /interactions hold, 0 do not/);
});
