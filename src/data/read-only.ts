import type { Rows } from './rows.ts';

/** A method that a collection has and a mirror refuses: the compiler does too. */
export type Refused = (writing: never, ...more: never[]) => never;

/** Rows that cannot be written. A write throws an Error that says how to do it. */
export interface ReadOnlyRows<Row> extends Rows<Row> {
  /** Write through the fake: `fake.as('producer')…`. */
  readonly create: Refused;
  /** Write through the fake: `fake.as('producer')…`. */
  readonly createMany: Refused;
  /** Write through the fake: `fake.as('consumer')…`. */
  readonly update: Refused;
  /** Write through the fake: `fake.as('consumer')…`. */
  readonly updateMany: Refused;
  /** Write through the fake: `fake.as('producer')…`. */
  readonly delete: Refused;
  /** Write through the fake: `fake.as('producer')…`. */
  readonly deleteMany: Refused;
  /** Go back to the seed: `fake.reset()`. */
  readonly clear: Refused;
}

/** How each kind of write is done through the fake. */
export interface Ways {
  readonly create: string;
  readonly update: string;
  readonly delete: string;
}

/** Adds the writes of a collection to rows, each of which refuses and shows the way. `of` is what the rows are called. */
export function readOnly<Row>(of: string, rows: Rows<Row>, ways: Ways): ReadOnlyRows<Row> {
  const refused = (method: string, way: string): Refused => {
    return () => {
      throw new Error(
        `mirror.${of}.${method}: a mirror only shows what the fake holds, it cannot be written. ` +
          `The rules decide who may do what, so go through the fake: ${way}.`,
      );
    };
  };
  return {
    ...rows,
    create: refused('create', ways.create),
    createMany: refused('createMany', `${ways.create}, once for each`),
    update: refused('update', ways.update),
    updateMany: refused('updateMany', `${ways.update}, once for each`),
    delete: refused('delete', ways.delete),
    deleteMany: refused('deleteMany', `${ways.delete}, once for each`),
    clear: refused('clear', 'fake.reset() goes back to the seed'),
  };
}
