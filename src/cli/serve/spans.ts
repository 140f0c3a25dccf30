import type * as OpenTelemetry from '@opentelemetry/api';
import type { Attributes, SpanStatusCode, Tracer } from '@opentelemetry/api';
import type { Exchanged } from '../../world/journal.ts';
import { withoutUndefined } from '../../http/json.ts';

/** Hears of exchanges. */
export type SpanWriter = (exchanged: Exchanged) => void;

/** What `spansFor` found: a writer, nobody who wants spans, or no package to write them with. */
export type Spans =
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly warning: string }
  | { readonly kind: 'spans'; readonly write: SpanWriter };

/**
 * Spans of OpenTelemetry, one for each exchange, where a variable `OTEL_…` is set. Without an SDK that the process was started
 * with (`NODE_OPTIONS=--import …`) they go nowhere. They are children of the span that is active, such as that of the
 * request, and begin by the machine's clock, not the world's.
 * @param env `process.env`; `OTEL_SDK_DISABLED=true` turns spans off.
 * @param load imports the API package, which is an optional peer.
 * Source of the names of attributes: OpenTelemetry's semantic conventions for HTTP; those of the fake begin with `image_members`.
 */
export async function spansFor(
  env: Readonly<Record<string, string | undefined>>,
  load: () => Promise<Pick<typeof OpenTelemetry, 'trace' | 'SpanStatusCode'>> = () =>
    import('@opentelemetry/api'),
): Promise<Spans> {
  const variable = Object.keys(env).find((name) => name.startsWith('OTEL_'));
  if (variable === undefined || env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return { kind: 'none' };
  const api = await load().catch(() => undefined);
  if (api === undefined)
    return {
      kind: 'missing',
      warning: `${variable} is set, but no spans are written: @opentelemetry/api is not installed. Install it beside this package, or set OTEL_SDK_DISABLED=true.`,
    };
  const tracer = api.trace.getTracer('image-members-fake');
  const { ERROR } = api.SpanStatusCode;
  return { kind: 'spans', write: (exchanged) => writeSpan(exchanged, tracer, ERROR) };
}

function writeSpan(exchanged: Exchanged, tracer: Tracer, error: SpanStatusCode): void {
  const { method, status, trace, milliseconds, because } = exchanged;
  const end = performance.timeOrigin + performance.now();
  const name = trace.operation ?? method;
  const span = tracer.startSpan(name, { startTime: end - milliseconds, attributes: attributesOf(exchanged) });
  // A refusal is the caller's, not the server's: the conventions leave the status of its span alone.
  if (status >= 500) span.setStatus({ code: error, ...(because === undefined ? {} : { message: because }) });
  span.end(end);
}

function attributesOf(exchanged: Exchanged): Attributes {
  const { world, method, target, status, trace, caller, fault, warnings } = exchanged;
  const { decision, refused } = trace;
  const [path, query] = target.split('?', 2);
  return present({
    'http.request.method': method,
    'url.path': path,
    'url.query': query,
    'http.response.status_code': status === 0 ? undefined : status,
    'image_members.world': world,
    'image_members.operation': trace.operation ?? undefined,
    'image_members.user': caller?.user,
    'image_members.tenant': caller?.tenant ?? undefined,
    'image_members.image': decision?.image?.id,
    'image_members.member': decision?.member ?? undefined,
    'image_members.persona': decision?.persona,
    'image_members.outcome': decision?.outcome,
    'image_members.check': refused?.check,
    'image_members.refusal': refused?.refusal,
    'image_members.because': exchanged.because,
    'image_members.fault': fault?.sentence,
    'image_members.warnings': warnings.length === 0 ? undefined : [...warnings],
  });
}

function present(attributes: Attributes): Attributes {
  return withoutUndefined(attributes);
}
