/** The fuzzer's run of docs/TRUST.md: the same requests and connections, against the real command. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { ciRun, summary, trustFile, trustPage } from '../fuzz/page.ts';
import { fuzz, type Report } from '../fuzz/run.ts';
import { type Rule, rules } from '../fuzz/verdict.ts';

const minutes = 60_000;
let report: Report;

beforeAll(async () => {
  report = await fuzz({ ...ciRun, say: console.log });
  console.log(summary(report));
}, 20 * minutes);

it.each(Object.entries(rules) as [Rule, string][])('%s: %s', (rule) => {
  const found = report.findings.filter((each) => each.rule === rule);
  expect(found.map(({ what, repeat }) => `${what}\n${repeat}`)).toEqual([]);
});

it('docs/TRUST.md has the figures of this run; npm run fuzz -- --write renews it', () => {
  expect(trustPage(report)).toBe(readFileSync(trustFile, 'utf8'));
});
