import { refuseIdentity } from '../../domain/identity/refusals.ts';
import { type Call, type Outcome, listBody, refusedByPolicy } from './call.ts';
import type { Collection } from './collections.ts';
import { filtered } from './filters.ts';
import { resourceReply } from './reply.ts';

/** A thing with its link, as lists and single replies carry it. */
export function linked(name: string, item: Readonly<Record<string, unknown>>, v3: string): object {
  return { ...item, links: { self: `${v3}/${name}/${String(item['id'])}` } };
}

/** `GET /v3/<name>`: the things that the query asks for. */
export function listOf(name: string, collection: Collection): (call: Call) => Outcome {
  return (call) => {
    const refusal = refusedByPolicy(call, collection.list);
    if (refusal) return refusal;
    const query = new URLSearchParams(call.query);
    for (const [filter, value] of Object.entries(collection.unless))
      if (!query.has(filter)) query.set(filter, value);
    const found = filtered(collection.items(call.context, call.request.base), query, collection.filters);
    return resourceReply(
      200,
      listBody(
        name,
        found.map((item) => linked(name, item, call.v3)),
        call.self,
      ),
    );
  };
}

/** `GET /v3/<name>/{id}`: one thing. */
export function showOf(name: string, collection: Collection): (call: Call) => Outcome {
  return (call) => {
    const [id = ''] = call.parameters;
    const item = collection.items(call.context, call.request.base).find((each) => each['id'] === id);
    const refusal = refusedByPolicy(call, collection.show, collection.target(id));
    if (refusal && (item || !collection.missingFirst)) return refusal;
    if (!item) return refuseIdentity('notFound', { kind: collection.one, id });
    return resourceReply(200, { [collection.one]: linked(name, item, call.v3) });
  };
}
