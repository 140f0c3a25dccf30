/** Writes contracts/pacts: the contracts of each kind of caller, from the rules; and contracts/cells.json: which of them rest on which cell. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { writePacts } from '../src/contract/write.ts';

const directory: string = `${import.meta.dirname}/../contracts/pacts`;

// A pact that is written no more must not stay.
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const demands = await writePacts(directory);
const cells = { generated: 'by `npm run generate` from the rules. Do not edit.', ...demands };
writeFileSync(`${import.meta.dirname}/../contracts/cells.json`, JSON.stringify(cells, null, 2));
