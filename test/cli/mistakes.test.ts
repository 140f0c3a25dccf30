import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { call, callHere } from './calling.ts';

const bugNames = Object.keys(bugs).join(', ');

it.for<[string, string]>([
  [
    'serv',
    'There is no command serv. Did you mean serve? There are: serve, run, env, rules, verify, states, compare, learn, contracts, publish, stub, reset, world, snapshot, journal, fault, clock, wait, state, help.',
  ],
  [
    'help rulez',
    'There is no command rulez. Did you mean rules? There are: serve, run, env, rules, verify, states, compare, learn, contracts, publish, stub, reset, world, snapshot, journal, fault, clock, wait, state, help.',
  ],
  ['--prot 1', 'serve has no option --prot. Did you mean --port? See image-members-fake help serve.'],
  ['env -x', 'env has no option -x. See image-members-fake help env.'],
  ['--port', '--port needs a value: --port PORT.'],
  ['--port --json', '--port needs a value: --port PORT.'],
  ['--json=yes', '--json is a switch and takes no value. Write --json alone.'],
  ['serve env', 'serve does not know what to do with env. See image-members-fake help serve.'],
  ['--port 65536', '--port must be a whole number from 0 to 65535, not 65536.'],
  ['--members-per-image many', '--members-per-image must be a whole number from 0 on, not many.'],
  ['--image-bytes 64XB', '--image-bytes must be a size such as 64MiB, 500kB or 1024 (bytes), not 64XB.'],
  ['--token-lifetime 0', '--token-lifetime must be a whole number from 1 to 1000000000, not 0.'],
  [
    '--profile glanse',
    'There is no profile glanse. Did you mean glance? There are: glance, glance-legacy, rackspace. One of your own is the path of a file.',
  ],
  [
    'rules --profile x',
    'There is no profile x. There are: glance, glance-legacy, rackspace. One of your own is the path of a file.',
  ],
  [
    'env --as consumer --profile rackspce',
    'There is no profile rackspce. Did you mean rackspace? There are: glance, glance-legacy, rackspace. One of your own is the path of a file.',
  ],
  [
    '--profile rackspace --observed sharing-of',
    'There is no observed behaviour sharing-of. Did you mean sharing-on? There are: sharing-on, status-of-others.',
  ],
  [
    'rules --profile rackspace --observed sharing-on,x',
    'There is no observed behaviour x. There are: sharing-on, status-of-others.',
  ],
  ['--profile rackspace --observed ,', '--observed needs a name. There are: sharing-on, status-of-others.'],
  [
    '--observed sharing-on',
    'The profile glance has no observed behaviour. rackspace has: sharing-on, status-of-others.',
  ],
  ['--bug ,', `--bug needs a name. There are: ${bugNames}.`],
  [
    '--bug owner-may-accept,quota-not-enforcd',
    `There is no bug quota-not-enforcd. Did you mean quota-not-enforced? There are: ${bugNames}.`,
  ],
  [
    '--bug owner-may-accept --record pacts --consumer me',
    '--bug and --record exclude each other: the pact would have the bugs in it.',
  ],
  ['--observed', '--observed needs a value: --observed NAME[,NAME].'],
  ['--error-body xml', 'There is no error-body xml. There are: glance, general.'],
  ['--requests-per-minute 0', '--requests-per-minute must be a whole number from 1 on, not 0.'],
  ['--identity-v2=yes', '--identity-v2 is a switch and takes no value. Write --identity-v2 alone.'],
  ['rules --format html', 'There is no format html. There are: text, markdown, json.'],
  [
    'env --as konsumer',
    'There is no user konsumer. Did you mean consumer? There are: documentation, producer, consumer, second-consumer, stranger.',
  ],
  [
    'env',
    'env needs to know who to be: --as USER. There are: documentation, producer, consumer, second-consumer, stranger.',
  ],
  ['env --as consumer --url here', '--url must be a URL such as http://127.0.0.1:9292.'],
  [
    'verify --provider-base-url http://127.0.0.1:1 --as-producer ann:hunter2@acme',
    '--as-producer ann:***@acme needs --auth-url, the URL of Keystone: http://…:5000/v3.',
  ],
  [
    'verify --provider-base-url http://127.0.0.1:1 --as-producer ann@acme --auth-url http://ann:hunter2@127.0.0.1:1',
    '--auth-url has a user or a password in it, which everybody on this machine could read. Leave them out.',
  ],
  [
    '--public-url cloud.example',
    '--public-url must be a URL that begins with http:// or https://, such as https://cloud.example/openstack.',
  ],
  [
    '--public-url https://ann:hunter2@cloud.example',
    '--public-url has a user or a password in it, which everybody could read in the links. Leave them out.',
  ],
  [
    '--public-url https://cloud.example/?a=b',
    '--public-url has a query. Paths are put behind it: leave out what begins with ?.',
  ],
  [
    '--tls-cert cert.pem',
    'HTTPS takes both --tls-cert FILE, the certificate, and --tls-key FILE, its private key, in the form of PEM.',
  ],
  [
    '--tls-cert /no/cert.pem --tls-key /no/key.pem',
    '--tls-cert /no/cert.pem cannot be read: there is no such file.',
  ],
  ['--tls-cert / --tls-key /no/key.pem', '--tls-cert / cannot be read: it is a directory.'],
  [
    '--port 0 --host 203.0.113.1',
    'this machine has no address 203.0.113.1. Use one of its own; 127.0.0.1 is the default.',
  ],
])('%s: one line that says what to do, and exit code 2', async ([line, message]) => {
  expect(await callHere(line.split(' '))).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: ${message}\n`,
  });
});

it('a port that is taken: one line that says what to do, and exit code 2', async () => {
  const other = createServer();
  await new Promise<void>((listening) => void other.listen(0, '127.0.0.1', listening));
  const { port } = other.address() as AddressInfo;
  expect(await call(['--port', String(port)])).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: port ${port} of 127.0.0.1 is taken. Choose another port; 0 finds a free one.\n`,
  });
  other.close();
});

it('a seed that is not there: what there is instead, and exit code 2', async () => {
  const { code, stdout, stderr } = await callHere(['--seed', 'rolls']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^image-members-fake: The seed rolls is refused: 1 problem\.\n/);
  expect(stderr).toMatch(/`roles`/);
});

it('a seed that is not right: all problems, a line each, with their places, and exit code 2', async () => {
  const directory = await mkdtemp(`${tmpdir()}/image-members-fake-`);
  const file = `${directory}/seed.yaml`;
  await writeFile(
    file,
    'tenants:\n  - { name: acme }\nimages:\n  - { owner: acme, visibility: open, protected: 1 }\n',
  );
  const { code, stderr } = await callHere(['--seed', file]);
  await rm(directory, { recursive: true });
  const [summary, ...problems] = stderr.trimEnd().split('\n');
  expect(code).toBe(2);
  expect(summary).toBe(`image-members-fake: The seed ${file} is refused: 2 problems.`);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toContain(`${file}:4:20: images[0].visibility: `);
  expect(problems[1]).toContain(`${file}:4:38: images[0].protected: `);
  expect(stderr).not.toMatch(/^\s+at /m);
});

it.for([[], ['env', '--as', 'producer']])(
  'a seed with images that the profile has not: where, what there is instead, and exit code 2 (%j)',
  async (command) => {
    const file = join(import.meta.dirname, '../../fixtures/visibilities.yaml');
    expect(await callHere([...command, '--profile', 'rackspace', '--seed', 'visibilities'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `image-members-fake: The seed ${file} is refused: 1 problem.\n  ${file}:34:5: images[2].visibility: the profile rackspace has no community images. Use public or private, or start another profile.\n`,
    });
  },
);
