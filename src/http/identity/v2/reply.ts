import { type RefusalV2, refusalsV2 } from '../../../domain/identity/v2/refusals.ts';
import { errorKind } from '../../error-reply.ts';
import { type Reply, documentReply } from '../reply.ts';

/** A refusal in the general form of Rackspace's services, without `details`. Source: CLOUD-IMAGES.md §7. */
export function refusalReplyV2({ refusedV2, values }: RefusalV2, headers: Reply['headers'] = []): Reply {
  const { status, words } = refusalsV2[refusedV2];
  const message = words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return documentReply(status, { [errorKind(status).root]: { code: status, message } }, headers);
}
