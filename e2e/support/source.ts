import { createServer } from 'node:http';

/** The address under which the desk under test asks the European Central Bank: a port of this machine, chosen in playwright.config.ts. */
const port = Number(new URL((JSON.parse(process.env.MAINSHEET_SOURCE_ORIGINS ?? '{}') as { ecb?: string }).ecb ?? 'http://127.0.0.1:0').port);

export interface Source {
  /** What it answers from now on. */
  readonly answer: (status: number, type: string, body: string) => void;
  readonly end: () => Promise<void>;
}

/** A source that answers as it is told. */
export async function startSource(): Promise<Source> {
  let now = { status: 503, type: 'text/plain', body: '' };
  const server = createServer((_, response) => void response.writeHead(now.status, { 'content-type': now.type }).end(now.body));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    answer: (status, type, body) => {
      now = { status, type, body };
    },
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
