// Writes fixtures/world.schema.json and fixtures/profile.schema.json (from the valibot schemas of seeds and profiles) and src/world/documentation.ts (from
// fixtures/documentation.yaml). Run by `npm run generate`, which formats them.
import { writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { readSeedFile } from '../src/seed-file.ts';
import { profileDefinitions, profileSchema } from '../src/world/profile-schema.ts';
import { seedSchema } from '../src/world/seed-schema.ts';

const root: string = `${import.meta.dirname}/..`;

/** Writes the JSON Schema of a file. */
function writeSchema(name: string, title: string, ...from: Parameters<typeof toJsonSchema>): void {
  const { $schema, ...schema } = toJsonSchema(...from);
  const json = {
    $comment: `Generated from src/world/${name === 'world' ? 'seed' : name}-schema.ts by \`npm run generate\`. Do not edit.`,
    $schema,
    title,
    ...schema,
    patternProperties: {
      '^x-': { description: "The author's own, such as anchors of YAML: nothing is read from it." },
    },
  };
  writeFileSync(`${root}/fixtures/${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`);
}

writeSchema('world', 'A world of image-members-fake to start from', seedSchema);
writeSchema('profile', 'The rules of a cloud, as image-members-fake follows them', profileSchema, {
  definitions: profileDefinitions,
});

const seed = JSON.stringify(readSeedFile('documentation'), null, 2);
writeFileSync(
  `${root}/src/world/documentation.ts`,
  `// Generated from fixtures/documentation.yaml by \`npm run generate\`. Do not edit.
import type { Seed } from './seed.ts';

/** The documents' own world, with which a fake starts; fixtures/documentation.yaml tells its story. */
export const documentation: Seed = ${seed};
`,
);
