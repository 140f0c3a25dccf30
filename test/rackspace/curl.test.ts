/**
 * The cURL commands of the page "Share images" against Cloud Images, from top to bottom, run with curl itself. The
 * update is the consumer's: "in this example, you (member ID 123456) accept the offer". Source: Cloud Images API v2 guide,
 * Share images.
 */
import { expect, it } from 'vitest';
import { listen } from '../../src/express.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { commands, createAsPrinted, member, runCommand, second } from '../curl-commands.ts';
import { type Clock, clockAt } from '../doors/clock.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
/** The documents' own world with the rules of Cloud Images, at noon. */
function noon(): { fake: Fake; clock: Clock } {
  const clock = clockAt('2013-10-09T12:00:00Z');
  return { clock, fake: createFake({ profile: 'rackspace', clock: clock.now }) };
}

it('the cURL commands of the page get the documented answers', { timeout: 300_000 }, async () => {
  const { fake, clock } = noon();
  await using server = await listen(fake);
  const run = (command: string, as: string): Promise<string> =>
    runCommand(command, server.url, `${as}-token`);

  expect(JSON.parse(await run(commands.create, 'producer'))).toEqual(member);
  expect(JSON.parse(await run(commands.list, 'producer'))).toEqual({
    members: [member, second],
    schema: '/v2/schemas/members',
  });
  expect(JSON.parse(await run(commands.show, 'producer'))).toEqual(member);
  clock.pass(60);
  expect(JSON.parse(await run(commands.update, 'consumer'))).toEqual({
    ...member,
    status: 'accepted',
    updated_at: '2013-10-09T12:01:00Z',
  });
  const removed = await run(commands.remove, 'producer');
  expect(removed).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
  expect(removed).toMatch(/\r\n\r\n$/);
});

it('the first command works as the page prints it, without its backslash', { timeout: 300_000 }, async () => {
  const { fake } = noon();
  await using server = await listen(fake);
  expect(createAsPrinted).not.toBe(commands.create);
  // The line that begins with -H is a command of its own, which the shell does not find.
  const printed = `${createAsPrinted.split('\n').slice(0, -1).join('\n')}`;
  expect(JSON.parse(await runCommand(printed, server.url, 'producer-token'))).toEqual(member);
});

it("run with the owner's token, the update of the page is refused: 403", { timeout: 300_000 }, async () => {
  const { fake } = noon();
  await using server = await listen(fake);
  await runCommand(commands.create, server.url, 'producer-token');
  // curl asks for */*, and JSON is the format where nothing else is preferred
  expect(JSON.parse(await runCommand(commands.update, server.url, 'documentation-token'))).toEqual({
    message: `Not allowed to update members for image ${image}.<br /><br />\n\n\n`,
    code: '403 Forbidden',
    title: 'Forbidden',
  });
});

it(
  'with an endpoint that ends in /v2, as the catalog has it, the commands reach nothing: 404',
  { timeout: 300_000 },
  async () => {
    const { fake } = noon();
    await using server = await listen(fake);
    expect(JSON.parse(await runCommand(commands.list, `${server.url}/v2`, 'producer-token'))).toMatchObject({
      code: '404 Not Found',
    });
  },
);
