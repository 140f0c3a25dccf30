import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { browserBundle } from './house/bundle.ts';
import { machinePathsInFiles, silencedCompiler, silencedTests } from './house/honesty.ts';
import { circles, forbiddenPackages, nodeInBrowser, wrongDirections } from './house/layers.ts';
import { barrelFiles, emptyNames, longFiles, longFunctions, staleExceptions } from './house/shape.ts';
import { root, sourcesIn } from './house/source.ts';

/** Bytes of the MSW door with all that it needs except MSW, minified. A page loads them before its first test. */
const browserBudget = 172_500;

const sources = sourcesIn('src');
const everything = [
  ...sources,
  ...['test', 'bench', 'scripts'].filter((each) => existsSync(root + each)).flatMap(sourcesIn),
];

it('imports go downwards: cli, the doors, control, world, http, domain', () => {
  expect(wrongDirections(sources)).toEqual([]);
});

it('domain and http import no package, world only packages that run in a browser', () => {
  expect(forbiddenPackages(sources)).toEqual([]);
});

it('what a browser loads imports neither Node nor a package that needs it', () => {
  expect(nodeInBrowser(sources)).toEqual([]);
});

it('imports form no circle', () => {
  expect(circles(sources)).toEqual([]);
});

it('no file only re-exports', () => {
  expect(barrelFiles(sources)).toEqual([]);
});

it('a source file has at most 300 lines', () => {
  expect(longFiles(sources)).toEqual([]);
});

it('a function has at most 30 lines', () => {
  expect(longFunctions(sources)).toEqual([]);
});

it('a name says what a thing is', () => {
  expect(emptyNames(everything)).toEqual([]);
});

it('an exception to a rule names a file that is there', () => {
  expect(staleExceptions(sources)).toEqual([]);
});

it('no test is switched off', () => {
  expect(silencedTests(everything)).toEqual([]);
});

it('the compiler is told nowhere to look away', () => {
  expect(silencedCompiler(everything)).toEqual([]);
});

it('no file names a path of one machine', () => {
  expect(machinePathsInFiles()).toEqual([]);
});

it('the MSW door bundles for a browser, without a complaint and within its budget', async () => {
  const { bytes, complaints } = await browserBundle('src/msw.ts');
  expect(complaints).toEqual([]);
  expect(bytes).toBeLessThan(browserBudget);
});
