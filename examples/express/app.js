import express from 'express';

/**
 * Shows a user which images were offered, and answers the offers. The browser sends its user's token in `X-Auth-Token`.
 * @param {object} where
 * @param {string} [where.imageApi] URL of the image service, without `/v2`.
 * @param {import('express').RequestHandler} [where.cloud] a cloud to mount, where there is no other one.
 */
export function createApp({ imageApi, cloud }) {
  const app = express();
  // Before body parsers: what a cloud says about a malformed body is its own.
  if (cloud) app.use('/openstack', cloud);
  app.use(express.json());

  const ask = (request, path, options) =>
    fetch(`${imageApi ?? `http://127.0.0.1:${request.socket.localPort}/openstack`}/v2/${path}`, {
      ...options,
      headers: { 'X-Auth-Token': request.get('X-Auth-Token') ?? '', 'Content-Type': 'application/json' },
    });

  app.get('/offers', async (request, response) => {
    const answer = await ask(request, 'images?visibility=shared&member_status=pending');
    if (!answer.ok) return response.sendStatus(answer.status);
    const { images } = await answer.json();
    response.json(images.map(({ id, name, owner }) => ({ id, name, from: owner })));
  });

  app.put('/offers/:image/:tenant', async (request, response) => {
    const { image, tenant } = request.params;
    const answer = await ask(request, `images/${image}/members/${tenant}`, {
      method: 'PUT',
      body: JSON.stringify({ status: request.body.status }),
    });
    response.sendStatus(answer.ok ? 204 : answer.status);
  });

  return app;
}
