/** `compare`: what it prints, how it ends, and that it removes what it makes and nothing else. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { controlClient } from '../../src/client.ts';
import { markOf, runHere } from '../../src/survey/run-mark.ts';
import {
  type Called,
  callHere,
  calling,
  environmentWith,
  printedIn,
  serveHere,
  type Serving,
} from './calling.ts';
import { startHere } from './here.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'image-members-compare-test-'));
const clouds: string = join(folder, 'clouds.yaml');
/** Clouds of some players alone: without them, fewer questions are asked. */
const three: string = join(folder, 'three.yaml');
const two: string = join(folder, 'two.yaml');
/** A policy that lets the owner alone accept, in a cloud that lets both. */
const policy: string = join(folder, 'policy.yaml');

let cloud: Serving;
beforeAll(async () => {
  cloud = await serveHere(['--seed', 'contract', '--bug', 'owner-may-accept', '--quiet']);
  const env = ['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url];
  const { stdout } = await callHere(env);
  writeFileSync(clouds, stdout);
  const without = (players: string): string =>
    stdout.replaceAll(new RegExp(`^ {2}(${players}):`, 'gm'), '  not-$1:');
  writeFileSync(three, without('administrator|\\S+-reader|stranger'));
  writeFileSync(policy, 'modify_member: "role:admin or role:member and project_id:%(project_id)s"\n');
  writeFileSync(two, without('administrator|\\S+-reader|stranger|second-consumer'));
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function compare(...args: readonly string[]): Promise<Called> {
  const fast = ['--requests-per-second', '10000', '--without', 'quota'];
  return callHere(['compare', '--provider-base-url', cloud.url, '--clouds', clouds, ...fast, ...args]);
}

let asked: Promise<Called> | undefined;
/** What a comparison with three players prints, begun once. */
function comparedWithThree(): Promise<Called> {
  return (asked ??= compare('--clouds', three));
}

async function imagesThere(): Promise<readonly string[]> {
  const { images = [] } = await controlClient({ url: cloud.url }).world();
  return images.map(({ name }) => String(name)).toSorted();
}

function created(name: string, by: string): Promise<Response> {
  return fetch(`${cloud.url}/v2/images`, {
    method: 'POST',
    headers: { 'x-auth-token': 'producer-token', 'content-type': 'application/json' },
    body: JSON.stringify({ name, created_by: by }),
  });
}

it('a cloud is compared with the rules of its policy file: what the cloud has otherwise is left', async () => {
  const { code, stdout, stderr } = await compare('--clouds', two, '--policy', policy);
  expect([code, stderr]).toEqual([1, expect.stringContaining('rules            glance-policy')]);
  expect(stdout).toContain('updateMember, consumer: own no');
  expect(stdout).not.toContain('updateMember, producer');
});

it('a difference is printed under its cell, with both answers, and the exit code is 1', async () => {
  const { code, stdout, stderr } = await comparedWithThree();
  expect(code).toBe(1);
  const [, found = ''] = stdout.split('updateMember, producer: no (role member)');
  expect(found).toMatch(/^ {2}the producer accepts for the consumer$/m);
  expect(found).toMatch(/^ {4}as {7}producer$/m);
  expect(found).toMatch(
    /^ {4}fake {5}403 You are not authorized to complete modify_member action\. \(callerPermitted → notAuthorized\)$/m,
  );
  expect(found).toMatch(/^ {4}cloud {4}200 \{"member_id": /m);
  expect(found).toMatch(/^ {4}profile {2}permissions: \{ updateMember: \{ producer: 'yes' \} \}$/m);
  expect(found).toMatch(/^ {4}repeat {3}curl -i -X PUT http.* -H "x-auth-token: \$TOKEN"/m);
  expect(stdout).toMatch(/^not asked: 3 questions, since --without quota leaves them out$/m);
  expect(stdout).toMatch(
    /^\d{3} questions asked: \d{3} answered the same, \d differently\. \d+ not asked\.$/m,
  );
  expect(stderr).toMatch(
    /image-members-fake: the cloud does not follow these rules: \d of \d{3} answers differs?\.\n$/,
  );
  expect(stdout + stderr).not.toContain('producer-token');
});

it('what a killed run has left is removed, and nothing else is touched', async () => {
  const { machine } = runHere(0);
  // No process has this number: it is beyond the most that Linux gives out.
  const killed = markOf({ machine, process: 5_000_000, began: Math.floor(Date.now() / 1000) });
  const elsewhere = markOf({ machine: '00000000', process: 1, began: Math.floor(Date.now() / 1000) });
  const longAgo = markOf({ machine: '00000000', process: 1, began: 1_700_000_000 });
  await created(`free-name-${killed}1`, 'somebody');
  await created('left', `image-members-fake ${killed}`);
  await created('left long ago elsewhere', `image-members-fake ${longAgo}`);
  await created('of a run on another machine', `image-members-fake ${elsewhere}`);
  await created('mine', 'image-members-fake');
  const { stderr } = await compare('--clouds', two);
  expect(stderr).toContain('leftovers        3 images of killed runs removed\n');
  expect(await imagesThere()).toEqual(['mine', 'of a run on another machine']);
});

/** A comparison in a process of its own that has begun to ask, and is ended by a signal. */
async function endedBy(signal: NodeJS.Signals): Promise<number | null> {
  const args = ['compare', '--provider-base-url', cloud.url, '--clouds', clouds];
  const { child, ended } = calling([...args, '--requests-per-second', '400']);
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('asking 51 of')) resolve();
    });
  });
  child.kill(signal);
  return (await ended).code;
}

it('Ctrl-C ends it once what it made is removed, with the exit code of the signal', async () => {
  const before = await imagesThere();
  expect(await endedBy('SIGINT')).toBe(130);
  expect(await imagesThere()).toEqual(before);
});

it('what is left by kill -9 is gone behind the next run', async () => {
  const before = await imagesThere();
  expect(await endedBy('SIGKILL')).toBe(null);
  expect(await imagesThere()).not.toEqual(before);
  const { stderr } = await compare('--clouds', two);
  expect(stderr).toMatch(/^leftovers {8}\d images? of killed runs removed$/m);
  expect(await imagesThere()).toEqual(before);
});

it('without some players the rest is asked, and what is not asked is counted with the reason', async () => {
  const { code, stdout } = await comparedWithThree();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^not asked: \d+ questions, since nobody plays the administrator$/m);
  expect(stdout).toMatch(/^not asked: \d+ questions, since nobody plays the producer-reader$/m);
  expect(stdout).toContain('updateMember, producer: no (role member)');
});

it('what is not asked since these rules are other ones, or times are not compared, is counted and listed', async () => {
  const { stdout } = await compare('--clouds', two, '--all');
  expect(stdout).toMatch(
    /^not asked: 16 questions, since they are about other rules than these\n( {2}\S.*\n)+not asked: /m,
  );
  expect(stdout).toMatch(/^not asked: 19 questions, since times are not compared\n {2}\S/m);
  const [, asked, left] = /^(\d+) questions asked: .* (\d+) not asked\.$/m.exec(stdout) ?? [];
  expect(Number(asked) + Number(left)).toBe(604);
});

it('Markdown and JUnit name the cell of each difference', async () => {
  const markdown = await compare('--clouds', two, '--policy', policy, '--format', 'markdown');
  expect(markdown.code).toBe(1);
  expect(markdown.stdout).toMatch(
    /^\*\*\d{3} questions asked: \d{3} answered the same, \d differently\. \d+ not asked\.\*\*\n/,
  );
  expect(markdown.stdout).toMatch(/^#### `updateMember, consumer: own no \(role member\)`: \d questions$/m);
  const junit = await compare('--clouds', two, '--policy', policy, '--format', 'junit');
  expect(junit.code).toBe(1);
  expect(junit.stdout).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="image-members-api"/,
  );
  expect(junit.stdout).toContain(
    '<testcase classname="updateMember, consumer: own no (role member); callerPermitted → notAuthorized" name="the consumer goes from accepted to pending"',
  );
});

it('what is wrong with the command line is said, and nothing is asked', async () => {
  const wrong: readonly (readonly [args: readonly string[], message: string])[] = [
    [
      ['compare'],
      'compare needs to know what to ask: --provider-base-url URL, the image API without version.',
    ],
    [['compare', '--provider-base-url', cloud.url, '--format', 'pdf'], 'There is no format pdf.'],
    [['compare', '--provider-base-url', cloud.url, '--without', 'quotas'], '--without quotas: '],
  ];
  for (const [args, message] of wrong) {
    const { code, stderr } = await callHere(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});

it('a server that does not answer ends it before its first question, with exit code 69', async () => {
  const args = ['compare', '--provider-base-url', 'http://127.0.0.1:1', '--clouds', clouds];
  const { code, stderr } = await callHere(args);
  expect(code).toBe(69);
  expect(stderr).toContain('nothing was asked, since not all that it needs is there:');
});

/** A server in the place of an image API, which says its versions; what else it does is given. */
async function otherServer(
  answer: RequestListener,
): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url !== '/versions') return answer(request, response);
    response.setHeader('content-type', 'application/json');
    response.writeHead(300).end('{"versions": [{"id": "v2.16", "status": "CURRENT"}]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const wrongServers: readonly (readonly [status: number, body: string, said: string])[] = [
  [200, '{"images": {"a": 1}}', 'No Glance answers there'],
  [200, '{"images": [1, null]}', 'No Glance answers there'],
  [200, 'null', 'No Glance answers there'],
  [200, '<html></html>', 'No Glance answers there'],
  [302, '', 'No Glance answers there'],
  [401, '', 'does not take the token of the login'],
  [503, '{}', 'The image API failed'],
];

it('what is no Glance ends it before its first question, whatever it answers', async () => {
  for (const [status, body, said] of wrongServers) {
    const { url, asked } = await otherServer((_, response) => response.writeHead(status).end(body));
    const { code, stderr } = await compare('--provider-base-url', url);
    expect([code, stderr]).toEqual([
      69,
      expect.stringMatching(`: nothing was asked. .*without a list.*${said}`),
    ]);
    expect(asked.filter((each) => !each.startsWith('GET '))).toEqual([]);
  }
});

it('a page whose next one is itself is read once', async () => {
  const { url, asked } = await otherServer(({ url: path }, response) => {
    const isFirst = path?.endsWith('limit=100') === true;
    response.end(isFirst ? JSON.stringify({ images: [], next: path }) : '{}');
  });
  const { code } = await compare('--provider-base-url', url);
  expect(code).toBe(69);
  expect(asked.filter((each) => each.endsWith('limit=100'))).toHaveLength(1);
});

it('Ctrl-C ends a request that nobody answers', async () => {
  const { url } = await otherServer(() => program.kill('SIGINT'));
  const args = ['compare', '--provider-base-url', url, '--clouds', clouds];
  const program = startHere(args, environmentWith({}));
  expect(await program.ended).toMatchObject({
    code: 130,
    stderr: expect.stringMatching(
      /\n.*compare was interrupted\. What it had made in the cloud is removed\.\n$/,
    ),
  });
});

it('a second Ctrl-C is told what is done, and all that was made is removed', async () => {
  const before = await imagesThere();
  const args = ['compare', '--provider-base-url', cloud.url, '--clouds', clouds];
  const program = startHere([...args, '--requests-per-second', '400'], environmentWith({}));
  await printedIn({ ...program, stdout: program.stderr }, /asking 51 of/);
  program.kill('SIGINT');
  program.kill('SIGINT');
  const { code, stderr } = await program.ended;
  expect([code, stderr]).toEqual([130, expect.stringContaining('compare removes what it has made.')]);
  expect(await imagesThere()).toEqual(before);
});

it('a cloud that dies meanwhile is said to be gone, whatever could not be removed', async () => {
  for (const last of ['POST', 'PUT', 'DELETE', 'GET']) {
    let count = 0;
    const { url } = await otherServer(async (request, response) => {
      count += 1;
      const isDead = count > 40 && (count > 80 || request.method === last);
      if (isDead) count = 1000;
      if (isDead) return void request.socket.destroy();
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { 'x-auth-token': token = '', 'content-type': type = 'text/plain' } = request.headers;
      const answer = await fetch(cloud.url + request.url, {
        method: request.method ?? 'GET',
        headers: { 'x-auth-token': String(token), 'content-type': type },
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const { code, stderr } = await compare('--provider-base-url', url);
    expect([code, stderr]).toEqual([
      69,
      expect.stringMatching(/: the cloud stopped answering, .*the next run removes them/),
    ]);
  }
});
