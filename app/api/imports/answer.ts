/** How often a person is told how far the reading has come. */
const TELL_EVERY_MS = 100;

/**
 * An answer line by line: `{"bytes":…}` while the file is read, the outcome last. When whoever asked goes away, the
 * signal the work was given is raised.
 */
export function streamAnswer(work: (onProgress: (bytes: number) => void, signal: AbortSignal) => Promise<unknown>, left: AbortSignal): Response {
  const gone = new AbortController();
  const leave = () => gone.abort();
  if (left.aborted) leave();
  left.addEventListener('abort', leave, { once: true });
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      const say = (value: unknown) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      };
      let told = 0;
      const onProgress = (bytes: number) => {
        if (Date.now() - told < TELL_EVERY_MS) return;
        told = Date.now();
        say({ bytes });
      };
      try {
        say(await work(onProgress, gone.signal));
        if (!gone.signal.aborted) controller.close();
      } catch (error) {
        if (gone.signal.aborted) return;
        controller.error(error);
      }
    },
    cancel: leave,
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
