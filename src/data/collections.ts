import { Collection, type CollectionOptions } from '@msw/data';
import * as v from 'valibot';
import { initialStatus } from '../domain/member-statuses.ts';
import { SeedError, seedShape } from '../world/seed-problems.ts';
import type { SeedImage, SeedMember } from '../world/seed.ts';
import { imageIdMaker, tenantIdOf, userIdOf, type FindTenant, tenantFinder } from '../world/seed/ids.ts';
import { seedImageSchema, memberSchema } from '../world/seed-schema.ts';
import { tenantSchema, userSchema } from '../world/seed/resident-schemas.ts';
import type { SeedProblem } from '../world/seed/problem.ts';
import { shapeProblems } from '../world/seed/shape-problems.ts';
import type {
  ImageRecord,
  MemberRecord,
  NewImage,
  NewMember,
  NewTenant,
  NewUser,
  TenantRecord,
  UserRecord,
} from './records.ts';

/** Collections of `@msw/data` to model a world in. */
export interface Collections {
  readonly tenants: Collection<v.GenericSchema<NewTenant, TenantRecord>>;
  readonly users: Collection<v.GenericSchema<NewUser, UserRecord>>;
  readonly images: Collection<v.GenericSchema<NewImage, ImageRecord>>;
  readonly members: Collection<v.GenericSchema<NewMember, MemberRecord>>;
}

/**
 * New, empty collections of tenants, users, images and members. Their schemas are those of a seed file; `create` rejects
 * with a SeedError that lists all that a seed file may not say. They know nothing of a fake: give them to `seedFrom`
 * when they are full.
 */
export function collections(): Collections {
  const tenants = new ReferenceCollection({ schema: tenantRecords, problems: tenantRecordProblems });
  const find = (text: string): string | undefined => tenantFinder(tenants.all(), tenantIdOf)(text);
  return {
    tenants,
    users: new ReferenceCollection({ schema: userRecords, problems: userRecordProblems }),
    images: new ReferenceCollection({ schema: imageRecords(find), problems: imageRecordProblems }),
    members: new ReferenceCollection({ schema: memberRecords, problems: memberRecordProblems }),
  };
}

/** The fields in which a record stands for its id. */
const references: readonly string[] = ['image', 'member', 'owner', 'tenant'];

/** A schema and what it says no to, in words. */
interface ReferenceCollectionOptions<Schema extends v.GenericSchema> extends CollectionOptions<Schema> {
  readonly problems: RecordProblems;
}

/**
 * A collection that takes records of other collections where ids belong, and keeps the ids. It takes them before the
 * schema sees them, because a collection holds on to records among its values.
 */
class ReferenceCollection<Schema extends v.GenericSchema> extends Collection<Schema> {
  readonly #problems: RecordProblems;

  constructor({ problems, ...options }: ReferenceCollectionOptions<Schema>) {
    super(options);
    this.#problems = problems;
  }

  /** @throws SeedError with all that is wrong with the values. */
  override async create(values: v.InferInput<Schema>): ReturnType<Collection<Schema>['create']> {
    const flat = Object.fromEntries(
      Object.entries(Object(values)).map(withReference),
    ) as v.InferInput<Schema>;
    const problems = this.#problems(Object(flat));
    if (problems.length > 0) throw new SeedError(problems);
    return super.create(flat);
  }
}

function withReference([key, value]: [string, unknown]): [string, unknown] {
  if (!references.includes(key) || typeof value !== 'object' || value === null) return [key, value];
  return [key, 'id' in value ? value.id : value];
}

/** What is wrong with the values of a new record, in the words of a seed file. */
type RecordProblems = (values: object) => readonly SeedProblem[];

/** Problems of the one record of a seed, with their paths from the record on, which has `depth` steps in the seed. */
function problemsWithin(seed: object, depth: number): readonly SeedProblem[] {
  return shapeProblems(seed, seedShape).map(({ path, ...problem }) => ({
    path: path.slice(depth),
    ...problem,
  }));
}

/** Of a tenant. */
const tenantRecordProblems: RecordProblems = (tenant) => problemsWithin({ tenants: [tenant] }, 2);

/** Of a user. */
const userRecordProblems: RecordProblems = (user) => problemsWithin({ tenants: [], users: [user] }, 2);

/** Of an image. */
const imageRecordProblems: RecordProblems = (image) => {
  if (!('members' in image)) return problemsWithin({ tenants: [], images: [image] }, 2);
  const problem = 'members are records of their own here';
  return [{ path: ['members'], problem, mend: 'Use `members.create({ image, member })`' }];
};

/** Of a membership. */
const memberRecordProblems: RecordProblems = (values) => {
  const { image, ...member }: { image?: unknown } = values;
  const inSeed = problemsWithin({ tenants: [], images: [{ owner: null, members: [member] }] }, 4);
  if (typeof image === 'string' && image !== '') return inSeed;
  const mend = "Give the image's id, its name, or its record";
  return [{ path: ['image'], problem: 'no image is given', mend }, ...inSeed];
};

/**
 * A Standard Schema of a collection: that of a seed file, with the defaults filled in that a query may ask for. Records
 * that stand for their ids are ids already when they come here.
 */
type RecordSchema<New, Held> = v.GenericSchema<New, Held>;

/** Tenants. */
const tenantRecords: RecordSchema<NewTenant, TenantRecord> = v.pipe(
  tenantSchema as v.GenericSchema<NewTenant>,
  v.transform((tenant) => ({ ...tenant, id: tenantIdOf(tenant) })),
);

/** Users. */
const userRecords: RecordSchema<NewUser, UserRecord> = v.pipe(
  userSchema as v.GenericSchema<NewUser, Omit<UserRecord, 'id'>>,
  v.transform((user) => ({ ...user, id: userIdOf(user) })),
);

/** Members. */
const memberRecords: RecordSchema<NewMember, MemberRecord> = v.pipe(
  strict<NewMember, SeedMember & { readonly image: string }>({
    image: v.pipe(v.string(), v.nonEmpty()),
    ...memberSchema.entries,
  }),
  v.transform((member) => ({ ...member, status: member.status ?? initialStatus })),
);

/** Images. The schema counts images of one owner and name, so each set of collections has its own. */
function imageRecords(find: FindTenant): RecordSchema<NewImage, ImageRecord> {
  const { members: _, ...entries } = seedImageSchema.entries;
  const newId = imageIdMaker(find);
  return v.pipe(
    strict<NewImage, Omit<SeedImage, 'members'>>(entries),
    v.transform((image) => ({
      ...image,
      id: image.id ?? newId(image),
      name: image.name ?? null,
      visibility: image.visibility ?? 'shared',
    })),
  );
}

/** What the entries take and give is known from their schemas' agreement with the seed's types. */
function strict<New, Held>(entries: v.ObjectEntries): v.GenericSchema<New, Held> {
  return v.strictObject(entries) as v.GenericSchema as v.GenericSchema<New, Held>;
}
