/** The recipes for CI and the documents call commands and options that there are. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandNamed, isCommandName, optionsOf } from '../../src/cli/commands.ts';
import { docBlocks } from '../readme/blocks.ts';

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

const recipes: readonly (readonly [name: string, workflow: Workflow])[] = ['server', 'client'].map((name) => {
  const file = new URL(`../../contracts/recipes/${name}.yml`, import.meta.url);
  return [name, parse(readFileSync(file, 'utf8')) as Workflow];
});

/** The calls of the command in a shell's text, word by word. */
function callsIn(text: string): readonly (readonly string[])[] {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n');
  return lines.flatMap((line) =>
    Array.from(line.matchAll(/image-members-fake ([a-z]+[^#&|)]*)/g), ([, call = '']) => call.split(/\s+/)),
  );
}

/** What is wrong with a call; empty where nothing is. */
async function mistakesIn([name = '', ...words]: readonly string[]): Promise<readonly string[]> {
  if (!isCommandName(name)) return [`there is no command ${name}`];
  const known = Object.keys(optionsOf(await commandNamed(name)));
  const options = words.flatMap((word) => /^--([\w-]+)/.exec(word)?.[1] ?? []);
  return options.filter((option) => !known.includes(option)).map((option) => `${name} has no --${option}`);
}

it.each(recipes)(
  'the recipe for a team with a %s calls what there is, and counts no users',
  async (_, workflow) => {
    const calls = Object.values(workflow.jobs)
      .flatMap(({ steps }) => steps)
      .flatMap(({ run = '' }) => callsIn(run));
    expect(calls.length).toBeGreaterThan(1);
    expect((await Promise.all(calls.map(mistakesIn))).flat()).toEqual([]);
    expect(workflow.env['PACT_DO_NOT_TRACK']).toBe('true');
  },
);

it('the documents call what there is', async () => {
  const shells = docBlocks().filter(({ language }) => language === 'sh');
  const calls = shells.flatMap(({ code }) => callsIn(code));
  expect(calls.length).toBeGreaterThan(5);
  expect((await Promise.all(calls.map(mistakesIn))).flat()).toEqual([]);
});

it('a call of what there is not is found', async () => {
  const calls = callsIn('npx image-members-fake verify --provider-url x\nimage-members-fake verifying');
  expect((await Promise.all(calls.map(mistakesIn))).flat()).toEqual([
    'verify has no --provider-url',
    'there is no command verifying',
  ]);
});
