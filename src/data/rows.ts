import { Query } from '@msw/data';

/** A query as `@msw/data` takes it: `(q) => q.where({ status: 'pending' })`, or a `Query` of your own. */
export type RowQuery<Row> = Query<Row> | ((query: Query<Row>) => Query<Row>);

/** In which order rows come: the first key decides, the next ones where it is the same. */
export type RowOrder<Row> = { readonly [Key in keyof Row]?: 'asc' | 'desc' };

/** Which of the matching rows are wanted, and in which order. */
export interface RowOptions<Row> {
  /** So many rows; where it is negative, so many from the end, the last one first. */
  readonly take?: number;
  /** Leaves out so many of the first. */
  readonly skip?: number;
  /** Orders what was taken. */
  readonly orderBy?: RowOrder<Row> | readonly RowOrder<Row>[];
}

/** Rows to query, with the queries of a `@msw/data` collection. All of it is synchronous, and nothing of it writes. */
export interface Rows<Row> {
  /** The first row that matches; the first of all without a query. */
  findFirst(query?: RowQuery<Row>): Row | undefined;
  /**
   * The first row that matches.
   * @throws Error where none does.
   */
  findFirst(query: RowQuery<Row> | undefined, options: { readonly strict: true }): Row;
  /** All rows that match. */
  findMany(query?: RowQuery<Row>, options?: RowOptions<Row>): Row[];
  /** How many rows match; how many there are without a query. */
  count(query?: RowQuery<Row>): number;
  /** All rows. */
  all(): Row[];
}

/** Rows that are read anew with each query. `what` is what one of them is called. */
export function rowsFrom<Row extends object>(what: string, read: () => Row[]): Rows<Row> {
  const matching = (query?: RowQuery<Row>): Row[] => {
    if (query === undefined) return read();
    const asked = query instanceof Query ? query : query(new Query<Row>());
    return read().filter((row) => asked.test(row));
  };
  function findFirst(query: RowQuery<Row> | undefined, options: { readonly strict: true }): Row;
  function findFirst(query?: RowQuery<Row>): Row | undefined;
  function findFirst(query?: RowQuery<Row>, options?: { readonly strict: true }): Row | undefined {
    const [first] = matching(query);
    if (first === undefined && options?.strict) throw new Error(noneMatches(what, read()));
    return first;
  }
  return {
    findFirst,
    findMany: (query, options = {}) => ordered(taken(matching(query), options), options),
    count: (query) => matching(query).length,
    all: read,
  };
}

function taken<Row>(rows: Row[], { take = Infinity, skip = 0 }: RowOptions<Row>): Row[] {
  const inOrder = take < 0 ? rows.toReversed() : rows;
  return inOrder.slice(skip, skip + Math.abs(take));
}

function ordered<Row>(rows: Row[], { orderBy = [] }: RowOptions<Row>): Row[] {
  const criteria = [orderBy].flat() as readonly RowOrder<Row>[];
  const keys = criteria.flatMap((each) => Object.entries(each) as [keyof Row, 'asc' | 'desc'][]);
  return rows.toSorted((one, other) => {
    for (const [key, direction] of keys) {
      const sign = direction === 'asc' ? 1 : -1;
      if (one[key] > other[key]) return sign;
      if (one[key] < other[key]) return -sign;
    }
    return 0;
  });
}

const shown = 10;

function noneMatches(what: string, rows: readonly object[]): string {
  const lines = rows.slice(0, shown).map((row) => `  ${JSON.stringify(row)}`);
  const more = rows.length > shown ? [`  and ${rows.length - shown} more`] : [];
  const there = rows.length === 0 ? `There is no ${what} at all.` : `Those that there are (${rows.length}):`;
  return [`No ${what} matches the query. ${there}`, ...lines, ...more].join('\n');
}

/** A method that a collection has and a mirror refuses: the compiler does too. */
type RefusedWrite = (writing: never, ...more: never[]) => never;

/** Rows that cannot be written. A write throws an Error that says how to do it. */
export interface ReadOnlyRows<Row> extends Rows<Row> {
  /** Write through the fake: `fake.as('producer')…`. */
  readonly create: RefusedWrite;
  /** Write through the fake: `fake.as('producer')…`. */
  readonly createMany: RefusedWrite;
  /** Write through the fake: `fake.as('consumer')…`. */
  readonly update: RefusedWrite;
  /** Write through the fake: `fake.as('consumer')…`. */
  readonly updateMany: RefusedWrite;
  /** Write through the fake: `fake.as('producer')…`. */
  readonly delete: RefusedWrite;
  /** Write through the fake: `fake.as('producer')…`. */
  readonly deleteMany: RefusedWrite;
  /** Go back to the seed: `fake.reset()`. */
  readonly clear: RefusedWrite;
}

/** How each kind of write is done through the fake. */
export interface WritesThroughFake {
  readonly create: string;
  readonly update: string;
  readonly delete: string;
}

/** Adds the writes of a collection to rows, each of which refuses and shows the way. `of` is what the rows are called. */
export function readOnly<Row>(of: string, rows: Rows<Row>, ways: WritesThroughFake): ReadOnlyRows<Row> {
  const refused = (method: string, way: string): RefusedWrite => {
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
