/** What people read of a verification: findings, JUnit, Markdown and commands to repeat a request. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { commandNamed, optionsOf } from '../../src/cli/commands.ts';
import { contractFiles, leftOutIn } from '../../src/cli/contracts.ts';
import { stateText } from '../../src/contract/state-text.ts';
import { findingsOf } from '../../src/contract/verify/findings.ts';
import { junitOf, skipped } from '../../src/contract/verify/junit.ts';
import { markdownOf } from '../../src/contract/verify/markdown.ts';
import { curlOf } from '../../src/contract/verify/repeating.ts';
import type { Difference, Verified, VerifiedInteraction } from '../../src/contract/verify/results.ts';

function interaction(
  sentence: string,
  differences: readonly Difference[],
  more: Partial<VerifiedInteraction> = {},
): VerifiedInteraction {
  const ok = differences.length === 0;
  const base = { consumer: 'app', rule: '', pending: false, states: [], milliseconds: 1 };
  return { ...base, sentence, ok, differences, ...more };
}

function verified(...interactions: readonly VerifiedInteraction[]): Verified {
  return { ok: interactions.every((each) => each.ok || each.pending), interactions };
}

const missing = (where: string): Difference => ({
  kind: 'body',
  where,
  expected: '"x"',
  text: `${where} is missing`,
});
const status = (actual: number, expected: number): Difference => ({
  kind: 'status',
  where: '',
  expected: String(expected),
  actual: String(actual),
  text: `the status is ${actual}, not ${expected}`,
});
const title = (actual: string, expected: string): Difference => ({
  kind: 'body',
  where: '$.title',
  expected,
  actual,
  text: `$.title is ${actual}, not ${expected}`,
});

it('equal differences are one finding; the one that most interactions show comes first', () => {
  const found = findingsOf(
    verified(
      interaction('a', [status(404, 200)]),
      interaction('b', [missing('$.images[0].visibility')]),
      interaction('c', [missing('$.images[2].visibility'), missing('$.images[3].visibility')]),
      interaction('d', []),
    ),
  );
  expect(found.map(({ text, interactions }) => [text, interactions.map(({ sentence }) => sentence)])).toEqual(
    [
      ['$.images[*].visibility is missing', ['b', 'c']],
      ['the status is 404, not 200', ['a']],
    ],
  );
});

it('another status explains the rest of an answer', () => {
  const found = findingsOf(verified(interaction('a', [status(404, 200), missing('$.id')])));
  expect(found.map(({ text }) => text)).toEqual(['the status is 404, not 200']);
});

it('a place with various values is one finding that lists them, the most frequent first', () => {
  const found = findingsOf(
    verified(
      interaction('a', [title('"A"', '"B"')]),
      interaction('b', [title('"C"', '"D"')]),
      interaction('c', [title('"C"', '"D"')]),
    ),
  );
  expect(found.map(({ text, variants }) => ({ text, variants }))).toEqual([
    {
      text: '$.title is not as the pact asks',
      variants: [
        ['$.title is "C", not "D"', 2],
        ['$.title is "A", not "B"', 1],
      ],
    },
  ]);
});

it('a provider state that failed is one finding, whatever ids the reason has', () => {
  const failed = (id: string): Difference => ({
    kind: 'state',
    where: 'an image',
    text: `PUT /v2/images/${id} was refused with 403`,
  });
  const found = findingsOf(
    verified(
      interaction('a', [failed('11111111-1111-4111-8111-111111111111')]),
      interaction('b', [failed('22222222-2222-4222-8222-222222222222')]),
    ),
  );
  expect(found.map(({ isState, interactions }) => [isState, interactions.length])).toEqual([[true, 2]]);
  expect(found[0]?.text).toMatch(/^the provider state "an image" could not be made: PUT /);
});

it('pending interactions are no findings', () => {
  expect(findingsOf(verified(interaction('a', [status(404, 200)], { pending: true })))).toEqual([]);
});

it('JUnit has a case per interaction: failures, errors of provider states, and pending ones as skipped', () => {
  const state: Difference = { kind: 'state', where: 'an image', text: 'no quota left' };
  const xml = junitOf(
    verified(
      interaction('holds', []),
      interaction('differs', [status(404, 200), missing('$.id')], { rule: 'showImage: granted' }),
      interaction('lacks a state', [state]),
      interaction('is pending', [status(404, 200)], { pending: true }),
    ),
  );
  expect(xml.split('\n').slice(2, -3)).toEqual([
    '  <testsuite name="app" tests="4" failures="1" errors="1" skipped="1" time="0.004">',
    '    <testcase classname="app" name="holds" time="0.001"/>',
    '    <testcase classname="showImage: granted" name="differs" time="0.001">',
    '      <failure message="the status is 404, not 200 (and 1 more)" type="status">the status is 404, not 200',
    '$.id is missing',
    'rule: showImage: granted</failure>',
    '    </testcase>',
    '    <testcase classname="app" name="lacks a state" time="0.001">',
    '      <error message="no quota left" type="state">no quota left</error>',
    '    </testcase>',
    '    <testcase classname="app" name="is pending" time="0.001">',
    '      <skipped message="pending: the status is 404, not 200"/>',
    '    </testcase>',
  ]);
});

it('JUnit has what was not asked as skipped, with the reason', () => {
  const xml = junitOf(
    verified(interaction('holds', []), skipped({ sentence: 'is full', why: 'an image takes 500 members' })),
  );
  expect(xml.split('\n').slice(1, -2)).toEqual([
    '<testsuites name="image-members-api" tests="2" failures="0" errors="0" skipped="1" time="0.001">',
    '  <testsuite name="app" tests="1" failures="0" errors="0" skipped="0" time="0.001">',
    '    <testcase classname="app" name="holds" time="0.001"/>',
    '  </testsuite>',
    '  <testsuite name="left out" tests="1" failures="0" errors="0" skipped="1" time="0.000">',
    '    <testcase classname="left out" name="is full" time="0.000">',
    '      <skipped message="an image takes 500 members"/>',
    '    </testcase>',
    '  </testsuite>',
  ]);
});

it('verify knows what the rules and --without leave out of the contracts', async () => {
  const options = optionsOf(await commandNamed('verify'));
  const args = readArguments('verify', options, ['--without', 'quota', '--junit', 'out.xml']);
  await contractFiles(args);
  expect(await leftOutIn(args)).toContainEqual({
    sentence: 'an image takes 128 members and no more',
    why: 'it depends on the setting quota, which --without leaves out',
  });
  expect(await leftOutIn(readArguments('verify', options, ['--pact', 'pacts']))).toEqual([]);
});

it('what pacts and servers write forms no Markdown and no HTML', () => {
  const evil =
    '</code></summary>\n# <script>alert(1)</script> | ![x](https://evil.test) @somebody `tick` **bold**';
  const text = markdownOf(
    verified(interaction(evil, [{ kind: 'other', where: '', text: evil }], { consumer: evil })),
  );
  const [summary = '', ...others] = text
    .split('\n')
    .toSorted((one) => (one.startsWith('<details>') ? -1 : 1));
  expect(summary).toContain('&#60;script&#62;');
  expect(others.join('\n')).not.toMatch(/(?<!\\)<script|<\/summary>\n|(?<!\\)!\[|(?<!\\)\*\*bold|\n# /);
  expect(others.join('\n')).not.toContain('https://');
  for (const row of text.split('\n').filter((line) => line.startsWith('| ')))
    expect(row.match(/(?<!\\)\|/g)?.length).toBeOneOf([4, 5]);
});

it('Markdown stays below 60 kB, and says what is left out', () => {
  const all = Array.from({ length: 400 }, (_, place) =>
    interaction(`interaction ${place}`, [missing(`$.field${place}${'x'.repeat(300)}`)]),
  );
  const text = markdownOf(verified(...all));
  expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  expect(text).toMatch(/^The details of \d+ further findings? (?:is|are) left out\.$/m);
});

it.each(['bash', 'dash'])(
  'in %s, the command of an interaction sends what was sent, and is one line',
  (shell) => {
    const body = `{"name":"it's\n100% \\n $HOME \`id\`"}`;
    const url = 'http://glance.test/v2/images?name=a&tag[]=b';
    const headers = [
      ['Host', 'glance.test'],
      ['X-Auth-Token', '***'],
      ['X-Odd', "a'b $HOME"],
    ] as const;
    const [command = ''] = curlOf({ exchange: { request: { method: 'POST', url, headers, body } } });
    expect(command).not.toContain('\n');
    const script = `curl() { printf '%s\\0' "$@"; cat; }; TOKEN=secret; ${command}`;
    const printed = execFileSync(shell, ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(printed).toEqual([
      '-i',
      '-X',
      'POST',
      '--globoff',
      url,
      '-H',
      'X-Auth-Token: secret',
      '-H',
      "X-Odd: a'b $HOME",
      '--data-binary',
      '@-',
      body,
    ]);
  },
);

it.each([
  [{ state: 'an image', parameters: {} }, 'an image of the producer'],
  [
    {
      state: 'an image',
      parameters: {
        owner: 'consumer',
        visibility: 'private',
        members: [
          { tenant: 'stranger', status: 'accepted' },
          { tenant: 'x', removed: true },
        ],
        protected: true,
        hidden: false,
      },
    },
    'a private image of the consumer with the members stranger (accepted), x (removed since), protected from deletion',
  ],
  [{ state: 'a caller', parameters: { is: 'consumer' } }, 'the caller is the consumer'],
  [{ state: 'no image', parameters: {} }, 'an id that no image has'],
  [{ state: 'a user exists', parameters: { id: 7 } }, 'a user exists: {"id":7}'],
])('a provider state in words: %o', (state, text) => {
  expect(stateText(state)).toBe(text);
});
