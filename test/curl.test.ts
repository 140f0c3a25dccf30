/** The cURL commands of the page "Share images", run with curl itself, as a reader would. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { listen } from '../src/express.ts';
import { createFake } from '../src/world/fake.ts';
import { commands, member, runCommand, second } from './curl-commands.ts';
import { clockAt } from './doors/clock.ts';

for (const program of ['bash', 'curl', 'python3']) {
  it(`${program} is there, without which the commands of the page cannot be tried`, () => {
    const { status } = spawnSync(program, ['--version']);
    expect(status, `install ${program}: the documents' cURL commands are run with it`).toBe(0);
  });
}

it(
  'the cURL commands of the page, from top to bottom, get the documented answers',
  { timeout: 300_000 },
  async () => {
    const clock = clockAt('2013-10-09T12:00:00Z');
    await using server = await listen(createFake({ clock: clock.now }));
    const run = (command: string): Promise<string> => runCommand(command, server.url, 'documentation-token');
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
