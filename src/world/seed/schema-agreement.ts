import type { GenericSchema, InferInput } from 'valibot';

/** A type without `readonly`, with `undefined` allowed where a key may be missing: all that a schema cannot tell apart. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> | (object extends Pick<T, Key> ? undefined : never) }
    : T;

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** The schema's type, where the schema takes exactly the values of the type; else `never`: the compiler complains. */
export type Agreeing<Type, Schema extends GenericSchema> =
  Same<Plain<Type>, Plain<InferInput<Schema>>> extends true ? Schema : never;
