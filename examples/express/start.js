import { createApp } from './app.js';

const { IMAGE_API: imageApi, PORT = '3000' } = process.env;

/** The fake is a development dependency: production never loads it. */
async function fakeCloud() {
  const { createFake } = await import('image-members-fake');
  const { imageMembers } = await import('image-members-fake/express');
  return imageMembers(createFake());
}

const app = createApp(imageApi ? { imageApi } : { cloud: await fakeCloud() });
app.listen(Number(PORT), () => console.log(`http://localhost:${PORT}`));
