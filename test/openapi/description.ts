import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** A part of the description that may stand elsewhere in it. */
export interface Reference {
  readonly $ref: string;
}

/** A body in one media type. */
export interface Body {
  readonly schema?: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown } | Reference>>;
}

/** An answer that an operation may give. */
export interface Reply {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, Body>>;
  readonly 'x-refusals'?: readonly string[];
}

/** A header of an answer, or a parameter of a request. */
export interface Header {
  readonly required?: boolean;
  readonly schema: object;
  readonly example?: unknown;
}

/** One operation. */
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Header | Reference)[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Body>> };
  readonly responses: Readonly<Record<string, Reply | Reference>>;
}

/** The operations of a path by method in lower case; `parameters` are common to them. */
export type Path = Readonly<Partial<Record<Method, Operation>>> & {
  readonly parameters?: readonly (Header | Reference)[];
  /** Methods that Glance answers, and the fake does not. */
  readonly 'x-unserved'?: readonly string[];
  readonly 'x-other-methods'?: 'unknown';
};

/** The methods that operations have. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The methods that operations have. */
export const methods: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

/** The description, as far as it is looked at. */
export interface Description {
  readonly paths: Readonly<Record<string, Path>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly enum?: readonly unknown[]; readonly example?: unknown }>
    >;
    readonly responses: Readonly<Record<string, Reply>>;
  };
}

/** The text of `contracts/openapi.yaml`. */
const source: string = readFileSync(`${import.meta.dirname}/../../contracts/openapi.yaml`, 'utf8');

/** What it says. */
export const description: Description = parse(source);

const ajv: Ajv2020 = new Ajv2020({
  strict: false,
  validateSchema: false,
  validateFormats: false,
  allErrors: true,
});
ajv.addSchema(description, 'description');

const validators: WeakMap<object, ValidateFunction> = new WeakMap();

/** The part itself, or the one that it refers to; throws where there is none. */
export function resolved<Part extends object>(part: Part | Reference): Part {
  if (!('$ref' in part)) return part;
  const keys = part.$ref.replace(/^#\//, '').split('/');
  const found = keys.reduce<unknown>((at, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    return (at as Record<string, unknown> | undefined)?.[name];
  }, description);
  if (found === undefined) throw new Error(`the description has no ${part.$ref}`);
  return resolved(found as Part);
}

/** What is wrong with a value under a schema of the description; empty where nothing is. */
export function misfits(schema: object, value: unknown): string {
  let validate = validators.get(schema);
  if (validate === undefined) {
    const absolute = JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"description#');
    validate = ajv.compile(JSON.parse(absolute));
    validators.set(schema, validate);
  }
  return validate(value) ? '' : ajv.errorsText(validate.errors, { dataVar: 'it' });
}
