import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request; what it does is what a source might do on a bad day. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface SourceServer {
  readonly origin: string;
  /** Path and query of every request so far. */
  readonly requests: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
  /** What it does from now on; with several, one after the other, and the last for ever. */
  readonly behave: (...behaviours: readonly Behaviour[]) => void;
  readonly end: () => Promise<void>;
}

/** A source on 127.0.0.1 that behaves as it is told. */
export async function startSource(...first: readonly Behaviour[]): Promise<SourceServer> {
  let queue = [...first];
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    headers.push(request.headers);
    // A clock is said by the tests that are about clocks.
    response.sendDate = false;
    const behaviour = queue.length > 1 ? queue.shift() : queue[0];
    void behaviour?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    headers,
    behave: (...behaviours) => {
      queue = [...behaviours];
    },
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const send = (status: number, type: string, body: string | Uint8Array, more: Readonly<Record<string, string>> = {}): Behaviour => (_, response) => {
  response.writeHead(status, { 'content-type': type, ...more }).end(body);
};

export const answers = {
  json: (value: unknown, more?: Readonly<Record<string, string>>) => send(200, 'application/json', JSON.stringify(value), more),
  csv: (text: string, more?: Readonly<Record<string, string>>) => send(200, 'text/csv', text, more),
  text: (body: string) => send(200, 'application/json', body),
  page: (html = '<!DOCTYPE html><html><body>Please accept our cookies</body></html>') => send(200, 'text/html', html),
  bytes: (bytes: Uint8Array) => send(200, 'application/vnd.ms-excel', bytes),
  status: (status: number, body = '', more?: Readonly<Record<string, string>>) => send(status, 'text/plain', body, more),
  redirect: (location: string) => send(302, 'text/plain', '', { location }),
  /** Announces the whole and breaks off in the middle. */
  truncated: (text: string): Behaviour => (_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': String(text.length) });
    response.write(text.slice(0, text.length / 2));
    setTimeout(() => response.destroy(), 20);
  },
  /** Sends a character now and then, for ever. */
  drip: (everyMs: number): Behaviour => (_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    const clock = setInterval(() => response.write('1,'), everyMs);
    response.on('close', () => clearInterval(clock));
  },
  /** Sends the beginning and then nothing. */
  stall: (text: string): Behaviour => (_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.write(text);
  },
  /** Takes the request and never answers. */
  silence: (): Behaviour => () => undefined,
  hangUp: (): Behaviour => (request) => {
    request.socket.destroy();
  },
} as const;
