import type { JsonSchema } from '../json-schema.ts';

const text: JsonSchema = { type: 'string' };

const domain: JsonSchema = { type: 'object', properties: { id: text, name: text } };

const user: JsonSchema = { type: 'object', properties: { id: text, name: text, password: text, domain } };

/**
 * What `auth` must look like. Key order counts: it decides which error is told.
 * Source: recorded from Keystone 22 (14-keystone auth/empty-auth); order asked of it.
 */
export const authSchema: JsonSchema = {
  type: 'object',
  properties: {
    identity: {
      type: 'object',
      properties: {
        methods: { type: 'array', items: text },
        password: { type: 'object', properties: { user } },
        token: { type: 'object', properties: { id: text }, required: ['id'] },
      },
      required: ['methods'],
    },
    scope: {
      type: ['object', 'string'],
      properties: {
        project: { type: 'object', properties: { name: text, id: text, domain } },
        domain,
        'OS-TRUST:trust': { type: 'object', properties: { id: text } },
        system: { type: 'object', properties: { all: { type: 'boolean', enum: [true, false, null] } } },
      },
    },
  },
  required: ['identity'],
};
