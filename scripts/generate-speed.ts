/** Writes docs/SPEED.md and its charts from the figures in docs/speed/results.json. It measures nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { chartsOf } from '../bench/speed/charts.ts';
import { pageFile, resultsFile, speedFolder, speedPage } from '../bench/speed/page.ts';
import type { Results } from '../bench/speed/results.ts';

const results = JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
writeFileSync(pageFile, speedPage(results));
for (const [name, chart] of Object.entries(chartsOf(results))) writeFileSync(speedFolder + name, chart);
