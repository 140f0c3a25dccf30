import { expect, it } from 'vitest';
import { callHere, serveHere } from './calling.ts';

const page = 'http://localhost:5173';
const preflight: RequestInit = {
  method: 'OPTIONS',
  headers: { origin: page, 'access-control-request-method': 'GET' },
};

it.concurrent.for<[readonly string[], string | null]>([
  [['--cors'], '*'],
  [['--cors', '--quiet'], '*'],
  [['--cors', '*'], '*'],
  [['--cors', page], page],
  [[`--cors=https://other.test,${page}/`], page],
  [['--cors', 'https://other.test'], null],
  [[], null],
])('serve %j lets a page of http://localhost:5173 in as %s', async ([args, allowed]) => {
  await using cloud = await serveHere(args);
  const { headers } = await fetch(`${cloud.url}/v2/images`, preflight);
  expect(headers.get('access-control-allow-origin')).toBe(allowed);
});

it.concurrent.for([['--quiet'], ['--json'], []])(
  'a page that is kept out is in the log, with the option that lets it in (%j)',
  async (more) => {
    await using cloud = await serveHere(more);
    await fetch(`${cloud.url}/v2/images`, preflight);
    await fetch(`${cloud.url}/v2/images`, preflight);
    const { stderr } = await cloud.stop();
    expect(stderr.split('CORS is off. Let the page in with --cors http://localhost:5173')).toHaveLength(2);
  },
);

it.concurrent.for(['page.test', 'http://page.test/app', 'serve'])('--cors %s is refused', async (written) => {
  expect(await callHere(['--cors', written])).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: --cors: "${written}" is not an origin. Write scheme, host and port of the page, without a path, as in http://localhost:3000; or * for any page.\n`,
  });
});
