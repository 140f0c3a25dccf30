/** Writes contracts/pacts: the contracts of each kind of caller, from the rules. */
import { mkdirSync, rmSync } from 'node:fs';
import { writePacts } from '../src/contract/write.ts';

const directory: string = `${import.meta.dirname}/../contracts/pacts`;

// A pact that is written no more must not stay.
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
await writePacts(directory);
