// Writes fixtures/world.schema.json (from the seed's valibot schema) and src/world/documentation.ts (from
// fixtures/documentation.yaml). Run by `npm run generate`, which formats them.
import { writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { readSeedFile } from '../src/seed-file.ts';
import { seedSchema } from '../src/world/seed-schema.ts';

const root: string = `${import.meta.dirname}/..`;

const { $schema, ...schema } = toJsonSchema(seedSchema);
const json = {
  $comment: 'Generated from src/world/seed-schema.ts by `npm run generate`. Do not edit.',
  $schema,
  title: 'A world of image-members-fake to start from',
  ...schema,
  patternProperties: {
    '^x-': { description: "The author's own, such as anchors of YAML: nothing is read from it." },
  },
};
writeFileSync(`${root}/fixtures/world.schema.json`, `${JSON.stringify(json, null, 2)}\n`);

const seed = JSON.stringify(readSeedFile('documentation'), null, 2);
writeFileSync(
  `${root}/src/world/documentation.ts`,
  `// Generated from fixtures/documentation.yaml by \`npm run generate\`. Do not edit.
import type { Seed } from './seed.ts';

/** The documents' own world, with which a fake starts; fixtures/documentation.yaml tells its story. */
export const documentation: Seed = ${seed};
`,
);
