import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { createFake } from '../src/index.ts';
import { checkedSeed } from '../src/world/seed-problems.ts';
import { readmeBlocks } from './readme/blocks.ts';
import { printedBy } from './readme/run.ts';

const blocks = readmeBlocks();
// Those for a test runner run in test/real/kit.test.ts.
const isForRunner = /'image-members-fake\/(?:vitest|playwright)'/;
const programs = blocks.filter(({ language, code }) => language === 'ts' && !isForRunner.test(code));

it.each(programs)(
  'the program in line $line of the README prints what it says',
  async ({ line, code, output }) => {
    const printed = await printedBy(`line-${line}`, code);
    expect(printed).toBe(output ?? '');
  },
);

it('the seed in the README is one', () => {
  const code = blocks.find(({ language }) => language === 'yaml')?.code ?? '';
  const fake = createFake({ seed: checkedSeed(parse(code)) });
  expect(fake.as('bob').images.list({ member_status: 'pending' }).body.images).toHaveLength(1);
});
