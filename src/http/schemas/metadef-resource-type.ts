import type { JsonSchema } from '../json-schema.ts';

/** Glance's schema of a resource type that a namespace is for. Source: recorded from Glance 25.1. */
export const resourceTypeSchema: JsonSchema = {
  name: 'resource_type_association',
  properties: {
    name: {
      type: 'string',
      description:
        'Resource type names should be aligned with Heat resource types whenever possible: https://docs.openstack.org/heat/latest/template_guide/openstack.html',
      maxLength: 80,
    },
    prefix: {
      type: 'string',
      description:
        'Specifies the prefix to use for the given resource type. Any properties in the namespace should be prefixed with this prefix when being applied to the specified resource type. Must include prefix separator (e.g. a colon :).',
      maxLength: 80,
    },
    properties_target: {
      type: 'string',
      description:
        'Some resource types allow more than one key / value pair per instance.  For example, Cinder allows user and image metadata on volumes. Only the image properties metadata is evaluated by Nova (scheduling or drivers). This property allows a namespace target to remove the ambiguity.',
      maxLength: 80,
    },
    created_at: {
      type: 'string',
      readOnly: true,
      description: 'Date and time of resource type association',
      format: 'date-time',
    },
    updated_at: {
      type: 'string',
      readOnly: true,
      description: 'Date and time of the last resource type association modification',
      format: 'date-time',
    },
  },
  additionalProperties: false,
  required: ['name'],
};
