import type * as v from 'valibot';
import { remembered } from '../../domain/remembered.ts';

/** Where a value stands: keys of mappings and places in lists. */
export type Path = (string | number)[];

/** The parts of a valibot schema that lead on to others. */
interface Inner {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, Inner>>;
  readonly item?: Inner;
  readonly value?: Inner;
  readonly wrapped?: Inner;
  readonly options?: readonly (Inner | string)[];
}

/** A schema without what says that its value may be missing or null; of alternatives, the mapping. */
function bare(schema: Inner | undefined): Inner | undefined {
  const mapping = schema?.options?.find((each) => typeof each === 'object' && each.entries !== undefined);
  return schema?.wrapped ? bare(schema.wrapped) : ((mapping as Inner | undefined) ?? schema);
}

/** The schema of what stands at a path; undefined where the path leads out of what it knows. */
export function schemaAt(path: Path, whole: v.GenericSchema): Inner | undefined {
  let schema = bare(whole as Inner);
  for (const step of path) {
    schema = bare(typeof step === 'number' ? schema?.item : (schema?.entries?.[step] ?? schema?.value));
  }
  return schema;
}

/** Whether null is a value of its own at a place, and not the same as nothing. */
export function takesNull(path: Path, whole: v.GenericSchema): boolean {
  let schema = schemaAt(path.slice(0, -1), whole)?.entries?.[String(path.at(-1))];
  while (schema !== undefined && schema.type !== 'nullable') schema = schema.wrapped;
  return schema !== undefined;
}

/** The keys that a mapping at a path may have; none where its keys are its author's. */
export function keysAt(path: Path, schema: v.GenericSchema): readonly string[] {
  return Object.keys(schemaAt(path, schema)?.entries ?? {});
}

/** A mapping whose keys are its author's, with its path; what stands there may be anything. */
export type RecordAt = readonly [Path, unknown];

/** All mappings in a value whose keys are its author's. Where the schema has none, nothing is looked at: a seed may be large. */
export function recordsIn(value: unknown, schema: v.GenericSchema): readonly RecordAt[] {
  return recordsFrom(value, schema as Inner, []);
}

function recordsFrom(value: unknown, schema: Inner, path: Path): readonly RecordAt[] {
  if (value === undefined || value === null || !leadsToRecords(schema)) return [];
  const { type, item } = bare(schema) ?? {};
  if (type === 'record') return [[path, value]];
  if (item !== undefined)
    return (Array.isArray(value) ? value : []).flatMap((each: unknown, index) =>
      recordsFrom(each, item, [...path, index]),
    );
  return entriesWithRecords(schema).flatMap(([key, inner]) =>
    Object.hasOwn(Object(value), key) ? recordsFrom(Object(value)[key], inner, [...path, key]) : [],
  );
}

const leadsToRecords: (schema: Inner) => boolean = remembered((schema) => {
  const { type, item } = bare(schema) ?? {};
  if (type === 'record') return true;
  return item === undefined ? entriesWithRecords(schema).length > 0 : leadsToRecords(item);
});

const entriesWithRecords: (schema: Inner) => readonly (readonly [string, Inner])[] = remembered((schema) =>
  Object.entries(bare(schema)?.entries ?? {}).filter(([, inner]) => leadsToRecords(inner)),
);
