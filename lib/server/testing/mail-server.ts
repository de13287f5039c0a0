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
  /** What it answers to a command from now on, before any message; null for what it should. */
  readonly refuse: (command: 'AUTH' | 'MAIL' | 'RCPT', answer: string | null) => void;
  /** How many times somebody tried to log in. */
  readonly logIns: () => number;
  readonly end: () => Promise<void>;
}

/** A mail server on 127.0.0.1 that takes what it is told to take. */
export async function startMailServer(port = 0): Promise<MailServer> {
  let queue: readonly Verdict[] = ['250 kept'];
  let [tries, logIns] = [0, 0];
  const refused = new Map<string, string>();
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
          const command = text.slice(0, 4).toUpperCase();
          if (command === 'AUTH') logIns += 1;
          const usual = command === 'EHLO' ? '250-test\r\n250 AUTH PLAIN' : command === 'AUTH' ? '235 come in' : '250 ok';
          socket.write(`${refused.get(command) ?? usual}\r\n`);
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages, recipients, tries: () => tries, logIns: () => logIns,
    refuse: (command, answer) => void (answer === null ? refused.delete(command) : refused.set(command, answer)),
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
