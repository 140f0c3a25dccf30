import type { Profile, Wire } from '../../domain/profile.ts';
import { type Refusal, type RefusalName, refuse } from '../../domain/refusals.ts';
import type { JsonSchema } from '../json-schema.ts';
import { deepestJson } from '../json.ts';
import { shownRepr } from '../python-repr.ts';
import { bestError } from '../schema-best.ts';
import { printedError } from '../schema-print.ts';
import { baseProperties, locationSchema, locationsSchema, usualProperties } from './image-properties.ts';

/** All properties that Glance's `image` schema names, in its order. Any other property must be a string. */
const imageProperties: Readonly<Record<string, JsonSchema>> = {
  ...baseProperties,
  locations: locationsSchema,
  ...usualProperties,
};

/** Glance's `image` schema: what requests are held against, and the body of `GET /v2/schemas/image`. */
const imageSchema: JsonSchema = {
  name: 'image',
  properties: imageProperties,
  additionalProperties: { type: 'string' },
  links: [
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ],
};

/**
 * The properties that the guide lists, in its order, with what it has otherwise than Glance today. A schema of that
 * time knows neither null nor `readOnly`.
 * Source: Cloud Images API v2 guide, Get image schema; the status `deactivated`: Image statuses (CLOUD-IMAGES.md §4).
 */
const documented: Readonly<Record<string, JsonSchema>> = {
  architecture: {
    description:
      'Operating system architecture as specified in http://docs.openstack.org/trunk/openstack-compute/admin/content/adding-images.html',
  },
  checksum: {},
  container_format: { enum: ['ami', 'ari', 'aki', 'bare', 'ovf'] },
  created_at: {},
  direct_url: {},
  disk_format: { enum: ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'] },
  file: { description: '' },
  id: {},
  instance_uuid: { description: 'ID of instance used to create this image.' },
  kernel_id: {},
  locations: {
    items: {
      type: 'object',
      properties: { url: { type: 'string', maxLength: 255 }, metadata: { type: 'object' } },
      required: ['url', 'metadata'],
    },
  },
  min_disk: {},
  min_ram: {},
  name: {},
  os_version: { description: 'Operating system version as specified by the distributor' },
  protected: {},
  ramdisk_id: {},
  schema: { description: '' },
  self: { description: '' },
  size: {},
  status: { enum: ['queued', 'saving', 'active', 'killed', 'deleted', 'pending_delete', 'deactivated'] },
  tags: {},
  updated_at: {},
  visibility: { enum: ['public', 'private'] },
};

/** A property of Glance's schema as one wrote it then. */
function ofThatTime([name, other]: readonly [string, JsonSchema]): readonly [string, JsonSchema] {
  const {
    readOnly,
    is_base: _,
    ...property
  } = { ...imageProperties[name], ...other } as JsonSchema & {
    readonly readOnly?: boolean;
    readonly is_base?: boolean;
  };
  const { type, description = '' } = property;
  const marked = readOnly === true ? `${description} (READ-ONLY)`.trim() : description;
  const plain = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  return [name, { ...property, ...(plain && { type: plain }), description: marked }];
}

/** The `image` schema that Rackspace documents. Properties beside these are texts, as `auto_disk_config` is. */
const rackspaceImageSchema: JsonSchema = {
  ...imageSchema,
  properties: Object.fromEntries(Object.entries(documented).map(ofThatTime)),
};

/** The schemas `image`, by whose they are. */
const imageSchemas: { readonly [S in Wire['schemas']]: JsonSchema } = {
  glance: imageSchema,
  rackspace: rackspaceImageSchema,
};

/**
 * The schema `image` of a profile: what requests are held against, and what `GET /v2/schemas/image` shows. It lists the
 * visibilities that an image may have.
 */
export function imageSchemaOf({ wire, visibilities }: Pick<Profile, 'wire' | 'visibilities'>): JsonSchema {
  const schema = imageSchemas[wire.schemas];
  const listed = schema.properties?.['visibility']?.enum ?? [];
  return listed.length === Object.keys(visibilities).length ? schema : narrowed({ schema, visibilities });
}

function narrowed({
  schema,
  visibilities,
}: Pick<Profile, 'visibilities'> & { readonly schema: JsonSchema }): JsonSchema {
  const { visibility, ...others } = schema.properties ?? {};
  const had = visibility?.enum ?? [];
  const left = { ...visibility, enum: had.filter((each) => Object.hasOwn(visibilities, String(each))) };
  const names = Object.keys(schema.properties ?? {});
  const properties = names.map((name) => [name, name === 'visibility' ? left : others[name]]);
  return { ...schema, properties: Object.fromEntries(properties) as Record<string, JsonSchema> };
}

/** Whose schema an image is held against, and how its errors are told. */
export type SchemaRules = Pick<Profile, 'wire' | 'release' | 'visibilities' | 'quotas'>;

/**
 * The refusal of an image that does not fit the schema `image` of a profile; undefined where it fits.
 * The text follows `Provided object does not match schema 'image': `, has several lines, and stands in a 400.
 * Lengths count in code points. Where several properties are free ones and wrong, Glance names any of them;
 * this fake names the first. On a value that is nested too deep to be printed Glance fails.
 * Source: asked of Glance 25.1 with jsonschema 4.10.
 * @param property the value is this property of an image, without the others.
 */
export function imageSchemaRefusal(
  value: unknown,
  rules: SchemaRules,
  property?: string,
): Refusal | undefined {
  const style = rules.release.schemaErrors;
  return mismatch(bestError(value, imageSchemaOf(rules), style, property), style, 'schemaMismatch');
}

/** The refusal of a body that says where data lies, where it does not fit its schema. */
export function locationSchemaRefusal(
  value: object,
  { schemaErrors: style }: Profile['release'],
): Refusal | undefined {
  return mismatch(bestError({ add_location: value }, locationSchema, style), style, 'locationMismatch');
}

function mismatch(
  error: ReturnType<typeof bestError>,
  style: Profile['release']['schemaErrors'],
  name: RefusalName,
): Refusal | undefined {
  if (error === undefined) return undefined;
  const { value: shown } = error;
  const message = error.message(shownRepr(shown), style);
  const problem = printedError(error, { message, shown, deepest: deepestJson.glance.shown, style });
  return problem === undefined ? refuse('serverErred') : refuse(name, { problem });
}
