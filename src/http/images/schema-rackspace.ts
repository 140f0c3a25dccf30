import type { JsonSchema } from '../json-schema.ts';
import { imageProperties, imageSchema } from './schema-properties.ts';

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
export const rackspaceImageSchema: JsonSchema = {
  ...imageSchema,
  properties: Object.fromEntries(Object.entries(documented).map(ofThatTime)),
};
