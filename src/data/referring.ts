import { Collection, type CollectionOptions } from '@msw/data';
import type { GenericSchema, InferInput } from 'valibot';
import { SeedError } from '../world/seed-error.ts';
import type { RecordProblems } from './record-problems.ts';

/** The fields in which a record stands for its id. */
const references: readonly string[] = ['image', 'member', 'owner', 'tenant'];

/** A schema and what it says no to, in words. */
export interface ReferringOptions<Schema extends GenericSchema> extends CollectionOptions<Schema> {
  readonly problems: RecordProblems;
}

/**
 * A collection that takes records of other collections where ids belong, and keeps the ids. It takes them before the
 * schema sees them, because a collection holds on to records among its values.
 */
export class Referring<Schema extends GenericSchema> extends Collection<Schema> {
  readonly #problems: RecordProblems;

  constructor({ problems, ...options }: ReferringOptions<Schema>) {
    super(options);
    this.#problems = problems;
  }

  /** @throws SeedError with all that is wrong with the values. */
  override async create(values: InferInput<Schema>): ReturnType<Collection<Schema>['create']> {
    const flat = Object.fromEntries(Object.entries(Object(values)).map(referred)) as InferInput<Schema>;
    const problems = this.#problems(Object(flat));
    if (problems.length > 0) throw new SeedError(problems);
    return super.create(flat);
  }
}

function referred([key, value]: [string, unknown]): [string, unknown] {
  if (!references.includes(key) || typeof value !== 'object' || value === null) return [key, value];
  return [key, 'id' in value ? value.id : value];
}
