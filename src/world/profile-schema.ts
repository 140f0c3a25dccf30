import * as v from 'valibot';
import { type Action, type Operation, operations } from '../domain/operations.ts';
import type { Outcome, Permission } from '../domain/permissions.ts';
import type { CheckName, Evidence, OwnProfile } from '../domain/profile.ts';
import { profiles } from '../domain/profiles.ts';
import { type RefusalName, refusals } from '../domain/refusals.ts';
import { releaseNames } from '../domain/releases.ts';
import { visibilities } from '../domain/visibilities.ts';
import type { Visibility } from '../domain/model.ts';
import {
  type Agreeing,
  count,
  formatted,
  named as anyName,
  type SeedFormat,
  seedFormats,
  strictObject,
  text as anyText,
  word,
  yesOrNo,
} from './seed/schema-parts.ts';

/** The texts of a profile that have a form of their own. */
export const profileFormats: Readonly<Record<'name' | 'shown' | 'importMethod', SeedFormat>> = {
  shown: seedFormats.name,
  importMethod: {
    // Methods stand in a header, with commas between them.
    pattern: /^[!-+\--~]{1,255}$/,
    problem: 'is no name of a way to import data',
    mend: 'Use up to 255 letters, digits, "-" and "_", such as glance-direct',
  },
  name: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    problem: 'is no name of a profile',
    mend: 'Use up to 64 letters, digits, ".", "_" and "-", beginning with a letter or a digit',
  },
};

/** Characters that texts may have, and items that lists and mappings may: many times what any cloud needs. */
const most: Readonly<Record<'name' | 'sentence' | 'words' | 'items', number>> = {
  name: 255,
  sentence: 1000,
  words: 16_384,
  items: 100,
};

type Text = v.GenericSchema<string>;

const upTo = (characters: number, schema: Text): Text => v.pipe(schema, v.maxLength(characters));
const named = (description: string, characters: number = most.name): Text =>
  upTo(characters, anyName(description));
const text = (description: string): Text => upTo(most.words, anyText(description));

/** A list of not too many. */
function list<Item>(item: v.GenericSchema<Item>): v.GenericSchema<Item[]> {
  return v.pipe(v.array(item), v.maxLength(most.items));
}

const outcomes = {
  yes: true,
  own: true,
  self: true,
  no: true,
  'own no': true,
  hidden: true,
} as const satisfies Record<Exclude<Outcome, 'never'>, true>;

/** The outcomes that a cell may be given. */
export const givenOutcomes: readonly Outcome[] = Object.keys(outcomes) as Outcome[];

const refusalNames = Object.keys(refusals) as RefusalName[];

/** Whatever has a line in the permission table. */
export const actionNames: readonly Action[] = Object.keys(profiles.glance.permissions) as Action[];

const operationNames = Object.keys(operations) as Operation[];

/** The checks that each operation has in some built-in profile. */
export const checksOf: Readonly<Record<Operation, readonly CheckName[]>> = Object.fromEntries(
  operationNames.map((operation) => [
    operation,
    [...new Set(Object.values(profiles).flatMap(({ checks }): readonly CheckName[] => checks[operation]))],
  ]),
) as unknown as Record<Operation, readonly CheckName[]>;

const cell = (persona: string): v.OptionalSchema<v.GenericSchema<Outcome>, undefined> =>
  v.optional(word(givenOutcomes, `What ${persona} may do.`));

/** `never` is for lines of built-in profiles alone. */
const refusalOfLine: v.OptionalSchema<v.GenericSchema<Permission['refusal']>, undefined> = v.optional(
  word(refusalNames, 'How a `no` is put: a name of `refusals`.'),
);

const deniedAs = v.optional(word(refusalNames, 'A name of `refusals`.'));

const permission = strictObject({
  producer: cell('the owner of the image'),
  consumer: cell('a member of the shared image'),
  onlooker: cell('another tenant that sees the image'),
  stranger: cell('a tenant that does not see the image'),
  administrator: cell('an administrator'),
  role: v.optional(named('The least level of roles: any, or a key of `roles`.')),
  refusal: refusalOfLine,
  refusals: v.optional(
    v.pipe(
      strictObject({
        producer: deniedAs,
        consumer: deniedAs,
        onlooker: deniedAs,
        stranger: deniedAs,
        administrator: deniedAs,
      }),
      v.description('How a `no` is put to a persona to whom it is put otherwise than to the rest.'),
    ),
  ),
});
permission satisfies Agreeing<Partial<Permission>, typeof permission>;

const evidence = strictObject({
  request: text('What was asked.'),
  status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599), v.description('What came back.')),
  words: v.optional(text('The words of the answer.')),
});
evidence satisfies Agreeing<Evidence, typeof evidence>;

const refusal = strictObject({
  status: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599), v.description('Its status.')),
  ),
  words: v.optional(named('Its words; what stands in braces is filled in.', most.sentence)),
});

const quota = (of: string, option: string): v.GenericSchema<number | null> =>
  v.pipe(
    v.nullable(count(of)),
    v.description(`${of} Null: as many as one likes. ${option} of Glance's configuration.`),
  );

/** A mapping whose keys are some words, each of which may be left out. */
function rows<Key extends string, Value extends v.GenericSchema>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): v.StrictObjectSchema<Record<Key, v.OptionalSchema<Value, undefined>>, undefined> {
  const entries = Object.fromEntries(keys.map((key) => [key, v.optional(value(key))]));
  return strictObject(entries as Record<Key, v.OptionalSchema<Value, undefined>>);
}

const roleList = list(named('A role.'));

const described = <Schema extends v.GenericSchema>(schema: Schema, words: string): Schema =>
  v.pipe(schema, v.description(words)) as unknown as Schema;

const profile = strictObject({
  $schema: v.optional(text('Where the JSON Schema of this file is; for editors.')),
  name: formatted(profileFormats.name, 'What the profile is called; not as a built-in one.'),
  title: v.optional(named('One sentence for humans.', most.sentence)),
  based_on: word(['glance', 'glance-legacy', 'rackspace'], 'The built-in profile from which it differs.'),
  release: v.optional(
    word(releaseNames, 'The release of OpenStack whose facts are shown, unless a world asks for another.'),
  ),
  permissions: v.optional(
    described(
      rows(actionNames, () => permission),
      'Who may do what: the cells that differ.',
    ),
  ),
  roles: v.optional(
    described(
      v.pipe(v.record(v.string(), roleList), v.maxEntries(most.items)),
      'The roles that reach each level; a level of its own, too.',
    ),
  ),
  administrators: v.optional(described(roleList, 'The roles that stand above ownership.')),
  checks: v.optional(
    described(
      rows(operationNames, (operation) => list(word(checksOf[operation], 'A check.'))),
      'The order of the checks of an operation, as a whole: the first that refuses wins.',
    ),
  ),
  visibilities: v.optional(
    described(
      list(word(Object.keys(visibilities) as Visibility[], 'A visibility.')),
      'The visibilities that an image may have.',
    ),
  ),
  default_visibility: v.optional(
    word(Object.keys(visibilities) as Visibility[], 'What an image has that is created without one.'),
  ),
  page: v.optional(
    strictObject({
      size: v.optional(count('Images on a page where `limit` is not given. limit_param_default of Glance.')),
      most: v.optional(count('The most that `limit` may ask for. api_limit_max of Glance.')),
    }),
  ),
  limits: v.optional(
    strictObject({
      members_per_image: v.optional(quota('Members of an image.', 'image_member_quota')),
      properties: v.optional(quota('Properties of an image.', 'image_property_quota')),
      tags: v.optional(quota('Tags of an image.', 'image_tag_quota')),
    }),
  ),
  locations: v.optional(
    strictObject({
      multiple: v.optional(
        yesOrNo(
          'Whether images show `locations`; clients may then ask to change them, and are answered as by a store of files. show_multiple_locations.',
        ),
      ),
      direct_url: v.optional(yesOrNo('Whether images with data show `direct_url`. show_image_direct_url.')),
    }),
  ),
  import_methods: v.optional(
    described(
      list(formatted(profileFormats.importMethod, 'A method, such as glance-direct.')),
      'The ways to import data that are enabled. enabled_import_methods of Glance.',
    ),
  ),
  refusals: v.optional(
    described(
      rows(refusalNames, () => refusal),
      'Refusals that have another status or other words.',
    ),
  ),
  members: v.optional(
    strictObject({
      duplicate: v.optional(
        word(['memberDuplicate', 'serverErred'], 'How a member is refused that is added twice.'),
      ),
      removed_stay: v.optional(yesOrNo('Whether a removed member that is added again is a duplicate.')),
      statuses: v.optional(
        word(['known', 'any'], 'Which statuses a member may be given: the three, or any text.'),
      ),
      echo: v.optional(word(['sent', 'kept'], 'How the answer to adding a member shows its id.')),
    }),
  ),
  observed: v.optional(described(list(named('A name.')), 'Observed behaviour of the base that is on.')),
  absent: v.optional(
    described(list(word(operationNames, 'An operation.')), 'Operations that the service does not have.'),
  ),
  region: v.optional(named('The region of the catalog.')),
  evidence: v.optional(
    described(
      v.record(v.string(), evidence),
      'What a cloud answered, by the entry that rests on it, such as addMember.producer.',
    ),
  ),
  unknown: v.optional(
    described(
      v.record(v.string(), named('Why nobody knows.', most.sentence)),
      'Entries that nobody knows, such as addMember.producer: answers that rest on one are unproven.',
    ),
  ),
});

/**
 * The one schema of an own profile: `profileProblems` checks with it, `fixtures/profile.schema.json` is made from it, and it
 * does not compile unless it agrees with the type.
 */
export const profileSchema: v.GenericSchema = profile satisfies Agreeing<OwnProfile, typeof profile>;

/** The parts of the schema that stand in it many times. */
export const profileDefinitions: Readonly<Record<string, v.GenericSchema>> = { permission, refusal };
