/** Writes docs/SCALE.md from the figures in docs/scale/results.json. It measures nothing. */
import { writeFileSync } from 'node:fs';
import { type Scale, scale } from '../bench/speed/scale.ts';
import { scaleNames, scalePage } from '../bench/speed/scale-page.ts';

const figures = scale();
const missing = scaleNames.filter((name) => figures[name] === undefined);
if (missing.length > 0)
  console.error(`docs/SCALE.md stays as it is: figures are missing of ${missing.join(', ')}.`);
else writeFileSync(new URL('../docs/SCALE.md', import.meta.url), scalePage(figures as Scale));
