/**
 * The schema of an image as the guide prints it. Source: Cloud Images API v2 guide, Get image schema (an example, it
 * says); `deactivated` stands in its list of image statuses alone.
 */
const uuid = '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$';
const text = (description: string): object => ({ description, type: 'string' });

const properties = {
  architecture: text(
    'Operating system architecture as specified in http://docs.openstack.org/trunk/openstack-compute/admin/content/adding-images.html',
  ),
  checksum: { ...text('md5 hash of image contents. (READ-ONLY)'), maxLength: 32 },
  container_format: { ...text('Format of the container'), enum: ['ami', 'ari', 'aki', 'bare', 'ovf'] },
  created_at: text('Date and time of image registration (READ-ONLY)'),
  direct_url: text('URL to access the image file kept in external store (READ-ONLY)'),
  disk_format: {
    ...text('Format of the disk'),
    enum: ['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso'],
  },
  file: text('(READ-ONLY)'),
  id: { ...text('An identifier for the image'), pattern: uuid },
  instance_uuid: text('ID of instance used to create this image.'),
  kernel_id: {
    ...text(
      'ID of image stored in Glance that should be used as the kernel when booting an AMI-style image.',
    ),
    pattern: uuid,
  },
  locations: {
    description: 'A set of URLs to access the image file kept in external store',
    type: 'array',
    items: {
      type: 'object',
      properties: { metadata: { type: 'object' }, url: { type: 'string', maxLength: 255 } },
      required: ['url', 'metadata'],
    },
  },
  min_disk: { description: 'Amount of disk space (in GB) required to boot image.', type: 'integer' },
  min_ram: { description: 'Amount of ram (in MB) required to boot image.', type: 'integer' },
  name: { ...text('Descriptive name for the image'), maxLength: 255 },
  os_version: text('Operating system version as specified by the distributor'),
  protected: { description: 'If true, image will not be deletable.', type: 'boolean' },
  ramdisk_id: {
    ...text(
      'ID of image stored in Glance that should be used as the ramdisk when booting an AMI-style image.',
    ),
    pattern: uuid,
  },
  schema: text('(READ-ONLY)'),
  self: text('(READ-ONLY)'),
  size: { description: 'Size of image file in bytes (READ-ONLY)', type: 'integer' },
  status: {
    ...text('Status of the image (READ-ONLY)'),
    enum: ['queued', 'saving', 'active', 'killed', 'deleted', 'pending_delete', 'deactivated'],
  },
  tags: {
    description: 'List of strings related to the image',
    type: 'array',
    items: { type: 'string', maxLength: 255 },
  },
  updated_at: text('Date and time of the last image modification (READ-ONLY)'),
  visibility: { ...text('Scope of image accessibility'), enum: ['public', 'private'] },
};

export const documentedImageSchema: object = {
  name: 'image',
  properties,
  additionalProperties: { type: 'string' },
  links: [
    { href: '{self}', rel: 'self' },
    { href: '{file}', rel: 'enclosure' },
    { href: '{schema}', rel: 'describedby' },
  ],
};
