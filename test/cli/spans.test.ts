// Source: OpenTelemetry's semantic conventions for HTTP; the attributes of the fake are those of its journal.
import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, expect, it } from 'vitest';
import { type Spans, spansFor } from '../../src/cli/serve/spans.ts';
import { createFake } from '../../src/world/fake.ts';

const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);
afterAll(() => trace.disable());

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

it('each exchange is a span with the rule that decided, and no secret', async () => {
  const spans = await spansFor({ OTEL_SERVICE_NAME: 'fake' });
  if (spans.kind !== 'spans') throw new Error(spans.kind);
  exporter.reset();
  const fake = createFake({ onExchange: spans.write });
  fake.as('producer').members.create(image, '123456');
  fake.as('producer').members.update(image, '123456', 'accepted');
  const [added, refused] = exporter.getFinishedSpans();
  expect(added?.name).toBe('addMember');
  expect(added?.attributes).toMatchObject({
    'http.request.method': 'POST',
    'url.path': `/v2/images/${image}/members`,
    'http.response.status_code': 200,
    'image_members.world': 'default',
    'image_members.operation': 'addMember',
    'image_members.tenant': '5000001',
    'image_members.image': image,
    'image_members.member': '123456',
    'image_members.persona': 'producer',
  });
  expect(refused?.attributes).toMatchObject({
    'http.response.status_code': 403,
    'image_members.check': 'callerPermitted',
    'image_members.refusal': 'notAuthorized',
    'image_members.because':
      'only member 123456 (consumer) can change its status; you are the owner, producer',
  });
  expect(refused?.status).toEqual({ code: 0 });
  expect(JSON.stringify([added?.attributes, refused?.attributes])).not.toContain('producer-token');
});

it('a failure of the server is an error, with its reason', async () => {
  const spans = await spansFor({ OTEL_TRACES_EXPORTER: 'otlp' });
  if (spans.kind !== 'spans') throw new Error(spans.kind);
  exporter.reset();
  const fake = createFake({ release: '2025.1', onExchange: spans.write });
  fake.as('producer').request('GET', '/v2/images/%FF');
  expect(exporter.getFinishedSpans()[0]?.status).toEqual({
    code: 2,
    message: 'Glance itself breaks on such a request, and answers without words',
  });
});

it('nobody pays for spans that nobody wants, and a missing package is named', async () => {
  const missing = (): Promise<never> => Promise.reject(new Error('Cannot find package'));
  const found = async (env: Record<string, string>): Promise<Spans> => spansFor(env, missing);
  expect(await found({})).toEqual({ kind: 'none' });
  expect(await found({ OTEL_SERVICE_NAME: 'x', OTEL_SDK_DISABLED: 'true' })).toEqual({ kind: 'none' });
  expect(await found({ OTEL_SERVICE_NAME: 'x' })).toMatchObject({
    kind: 'missing',
    warning: expect.stringMatching(/^OTEL_SERVICE_NAME is set, .* not installed/) as string,
  });
});
