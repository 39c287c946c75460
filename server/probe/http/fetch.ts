/** What a server says in one answer: a list of tools has 20 pages, and none is longer than this. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * `fetch` for the SDK's client, which reads an answer whole, however long it is: here it is cut. No redirect is
 * followed, as headers would go along.
 */
export async function boundedFetch(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual' });
  if (!response.body) return response;
  let bytes = 0;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) controller.error(new Error('more than is read'));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(bounded, { status, statusText, headers });
}
