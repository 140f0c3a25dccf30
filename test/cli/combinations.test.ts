/** Source: docs/command.md: an option is never without effect. What it needs and excludes stands in the tables of the commands. */
import { expect, it } from 'vitest';
import type { Options } from '../../src/cli/command.ts';
import { commandNamed, commandNames } from '../../src/cli/commands.ts';
import { callHere } from './calling.ts';

/** The words for an option, with a value that it could have. */
function words(options: Options, name: string): readonly string[] {
  return options[name]?.value === undefined ? [`--${name}`] : [`--${name}`, '1'];
}

const tables = await Promise.all(
  commandNames.map(async (name) => ({ name, options: (await commandNamed(name)).options })),
);

it('what an option needs or excludes is another option of its command, and none needs what it excludes', () => {
  for (const { name, options } of tables)
    for (const [option, { needs, excludes = [] }] of Object.entries(options)) {
      const others = needs === undefined ? excludes : [needs, ...excludes];
      expect({ [`${name} --${option}`]: others }).toEqual({
        [`${name} --${option}`]: [...new Set(others)].filter(
          (other) => other !== option && Object.hasOwn(options, other),
        ),
      });
    }
});

const pairs = tables.flatMap(({ name, options }) =>
  Object.entries(options).flatMap(([option, { excludes = [] }]) =>
    excludes.map((other) => [name, option, other, options] as const),
  ),
);

it.for(pairs)('%s --%s and --%s exclude each other, in either order', async ([name, one, other, options]) => {
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const { code, stdout, stderr } = await callHere([
      name,
      ...words(options, first),
      ...words(options, second),
    ]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      / (?:exclude each other\. Leave one of them|goes with --[\w-]+\. Add it, or leave --[\w-]+) out\.\n$/,
    );
  }
});

// What was without effect once, by hand.
it.for<readonly [line: string, problem: string]>([
  ['journal --clear --caller consumer', '--clear and --caller exclude each other. Leave one of them out.'],
  ['journal --unexpected --clear', '--clear and --unexpected exclude each other. Leave one of them out.'],
  ['world --list --world mine', '--list and --world exclude each other. Leave one of them out.'],
  ['world --secrets --delete --world x', '--secrets and --delete exclude each other. Leave one of them out.'],
  [
    'world --make --world x --seed quota --from y',
    '--from and --seed exclude each other. Leave one of them out.',
  ],
  ['world --profile glance', '--profile goes with --make. Add it, or leave --profile out.'],
  ['snapshot one --to two', '--to goes with --diff. Add it, or leave --to out.'],
  ['fault --clear --status 503', '--clear and --status exclude each other. Leave one of them out.'],
  ['fault --draw 3 --status 503', '--draw goes with --share. Add it, or leave --draw out.'],
  [
    'fault --retry-after 3 --delay 1',
    '--retry-after goes with --status. Add it, or leave --retry-after out.',
  ],
  ['clock --run --freeze', '--freeze and --run exclude each other. Leave one of them out.'],
  ['state worlds.db --secrets', '--secrets goes with --export. Add it, or leave --secrets out.'],
  ['serve --strict', '--strict goes with --record. Add it, or leave --strict out.'],
  ['run --record-bytes 5 -- true', '--record-bytes goes with --record. Add it, or leave --record-bytes out.'],
  [
    'serve --shuffle --member-order id',
    '--shuffle and --member-order exclude each other. Leave one of them out.',
  ],
  ['rules --bugs --profile rackspace', '--bugs and --profile exclude each other. Leave one of them out.'],
  ['verify --pact x --without quota', '--without and --pact exclude each other. Leave one of them out.'],
  ['stub --pact x --profile rackspace', '--profile and --pact exclude each other. Leave one of them out.'],
  [
    'compare --format junit --all',
    '--all goes with the format text, and with no other. Leave one of them out.',
  ],
  [
    'states --target http://127.0.0.1:9 --auth-url http://127.0.0.1:9 --as-producer mine',
    '--auth-url is for players that are given as USER@PROJECT, and none is: clouds.yaml has the URLs of its clouds. Leave it out, or write --as-producer USER@PROJECT.',
  ],
])('%s is refused', async ([line, problem]) => {
  expect(await callHere(line.split(' '))).toEqual({
    code: 2,
    stdout: '',
    stderr: `image-members-fake: ${problem}\n`,
  });
});

it('help needs nothing, whatever stands beside it', async () => {
  expect(await callHere(['journal', '--clear', '--har', '--help'])).toMatchObject({ code: 0, stderr: '' });
});
