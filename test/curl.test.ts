/**
 * The cURL commands of the page "Share images", run with curl itself, as a reader would: with $API_ENDPOINT and
 * $AUTH_TOKEN set, from top to bottom. Mended is only what keeps a command of the page from running at all:
 *
 * - "Creating": the line that ends with `-H "X-Auth-Token: $AUTH_TOKEN"` lacks its backslash, so that the rest of the
 *   command would be a command of its own;
 * - "Listing": `API_ENDPOINT` lacks its `$`;
 * - "Listing" and "Getting details": a backslash stands in the middle of a line, before ` -H`, where the page lost the
 *   line break; and the text "Options:" is glued to the end of the command;
 * - `python` is python3, which is what it is called today.
 */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { listen } from '../src/express.ts';
import { createFake } from '../src/world/fake.ts';
import { clockAt } from './doors/clock.ts';

const commands = {
  create: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members \
-X POST \
-d '{"member":"123456"}' -H "X-Auth-Token: $AUTH_TOKEN" \
-H "Content-Type:application/json" |python3 -m json.tool`,
  list: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members \
-H "X-Auth-Token: $AUTH_TOKEN" |python3 -m json.tool`,
  show: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/123456 \
-H "X-Auth-Token: $AUTH_TOKEN" |python3 -m json.tool`,
  update: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/123456 \
-X PUT -d '{"status":"accepted"}' -H "Content-Type: application/json" -H "X-Auth-Token: $AUTH_TOKEN"|python3 -m json.tool`,
  remove: String.raw`curl -i $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/123456 \
-X DELETE \
-H "X-Auth-Token: $AUTH_TOKEN"`,
};

for (const program of ['bash', 'curl', 'python3']) {
  it(`${program} is there, without which the commands of the page cannot be tried`, () => {
    const { status } = spawnSync(program, ['--version']);
    expect(status, `install ${program}: the documents' cURL commands are run with it`).toBe(0);
  });
}

const member = {
  created_at: '2013-10-07T17:58:03Z',
  image_id: 'a96be11e-8536-4910-92cb-de50aa19dfe6',
  member_id: '123456',
  schema: '/v2/schemas/member',
  status: 'pending',
  updated_at: '2013-10-09T12:00:00Z',
};
const second = {
  ...member,
  created_at: '2013-10-07T17:58:55Z',
  member_id: '9876543',
  status: 'accepted',
  updated_at: '2013-10-08T12:08:55Z',
};

it(
  'the cURL commands of the page, from top to bottom, get the documented answers',
  { timeout: 60_000 },
  async () => {
    const clock = clockAt('2013-10-09T12:00:00Z');
    await using server = await listen(createFake({ clock: clock.now }));
    const run = async (command: string): Promise<string> => {
      const env = { PATH: process.env['PATH'], API_ENDPOINT: server.url, AUTH_TOKEN: 'documentation-token' };
      return (await promisify(execFile)('bash', ['-c', command], { env })).stdout;
    };
    expect(JSON.parse(await run(commands.create))).toEqual(member);
    expect(JSON.parse(await run(commands.list))).toEqual({
      members: [member, second],
      schema: '/v2/schemas/members',
    });
    expect(JSON.parse(await run(commands.show))).toEqual(member);
    clock.pass(60);
    expect(JSON.parse(await run(commands.update))).toEqual({
      ...member,
      status: 'accepted',
      updated_at: '2013-10-09T12:01:00Z',
    });
    const removed = await run(commands.remove);
    expect(removed).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
    expect(removed).toMatch(/\r\n\r\n$/);
  },
);
