import net from 'node:net';
import { Plain } from './say.mjs';

function listens(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve({ ok: false, code: error.code }));
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve({ ok: true, port: taken }));
    });
  });
}

/** Whether somebody answers there. */
export function answers(port, host = '127.0.0.1', patience = 500) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patience, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

/** A port nobody uses, `wished` if that is one. */
export async function freePort(host = '127.0.0.1', wished) {
  if (wished && (await isFree(wished, host))) return wished;
  return (await listens(0, host)).port;
}

/**
 * Binding alone is no proof: some systems let a port of 127.0.0.1 be bound beside a listener on all addresses.
 */
async function isFree(port, host) {
  const bound = await listens(port, host);
  return bound.ok && !(await answers(port));
}

/**
 * The port to serve on: the one asked for, or the first free one from 3000 on. A port asked for and taken is an
 * error, since whoever asked will look for the app there.
 */
export async function choosePort(host, asked) {
  if (asked !== undefined) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Plain(`"${asked}" is not a port (0 to 65535).`);
    if (port === 0) return freePort(host);
    const bound = await listens(port, host);
    if (bound.code === 'EACCES') throw new Plain(`Port ${port} needs more rights than this user has; choose one above 1023.`);
    if (bound.code === 'EADDRNOTAVAIL') throw new Plain(`${host} is not an address of this machine.`);
    if (!bound.ok || (await answers(port))) throw new Plain(`Port ${port} is taken. Stop what uses it, or choose another: PORT=3001 npm start`);
    return port;
  }
  const probe = await listens(0, host);
  if (!probe.ok) throw new Plain(`Cannot listen on ${host} (${probe.code}).`);
  for (let port = 3000; port < 3100; port += 1) if (await isFree(port, host)) return port;
  return probe.port;
}
