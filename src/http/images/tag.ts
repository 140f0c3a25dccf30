import { type Refusal, refuse } from '../../domain/refusals.ts';
import type { JsonSchema } from '../json-schema.ts';
import { imageSchemaProblem } from './schema.ts';

/** What is wrong with a tag on its own: it is held against the image schema before the image is looked up. */
export function tagProblem(tag: string, schema: JsonSchema): Refusal | undefined {
  const problem = imageSchemaProblem({ tags: [tag] }, schema);
  return problem === undefined ? undefined : refuse('schemaMismatch', { problem });
}
