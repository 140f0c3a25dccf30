import { accept } from '../../images.js';

/** Accepts an image, and leads the browser back to the page. */
export async function POST(request, { params }) {
  const { image } = await params;
  await accept(image);
  return new Response(null, { status: 303, headers: { Location: '/' } });
}
