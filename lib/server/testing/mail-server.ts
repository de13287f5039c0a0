import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What the server says to a whole message: an answer such as "250 kept", or nothing but a closed door. */
export type Verdict = string | 'drop';

export interface MailServer {
  readonly url: string;
  /** Every message that was taken, as it came. */
  readonly messages: readonly string[];
  /** Who each message was for, as the envelope says. */
  readonly recipients: readonly string[];
  /** How many messages were handed over, taken or not. */
  readonly tries: () => number;
  /** What it does from now on; with several, one after the other, and the last for ever. */
  readonly behave: (...verdicts: readonly Verdict[]) => void;
  readonly end: () => Promise<void>;
}

/** A mail server on 127.0.0.1 that takes what it is told to take. */
export async function startMailServer(): Promise<MailServer> {
  let queue: readonly Verdict[] = ['250 kept'];
  let tries = 0;
  const messages: string[] = [];
  const recipients: string[] = [];
  const sockets = new Set<Socket>();

  function take(socket: Socket, message: string, to: string): void {
    tries += 1;
    const verdict = queue[0];
    if (queue.length > 1) queue = queue.slice(1);
    if (verdict === 'drop') return void socket.destroy();
    if (verdict.startsWith('2')) {
      messages.push(message);
      recipients.push(to);
    }
    socket.write(`${verdict}\r\n`);
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let [buffer, to, isMessage] = ['', '', false];
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      buffer += String(chunk);
      for (;;) {
        const mark = isMessage ? '\r\n.\r\n' : '\r\n';
        const end = buffer.indexOf(mark);
        if (end < 0) return;
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + mark.length);
        if (isMessage) {
          isMessage = false;
          take(socket, text, to);
        } else if (/^DATA/i.test(text)) {
          isMessage = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(text)) {
          socket.end('221 bye\r\n');
        } else {
          to = /^RCPT TO:<(.*?)>/i.exec(text)?.[1] ?? to;
          socket.write('250 ok\r\n');
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages, recipients, tries: () => tries,
    behave: (...verdicts) => {
      queue = verdicts;
    },
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
