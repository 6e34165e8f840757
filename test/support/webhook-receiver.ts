import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { freePort } from '../../src/records/databases.fixture.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Whoever receives webhooks in a test: answers what it is told. */
export interface WebhookReceiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** The status of its next answers, with a header or a body that never ends; 0 = says nothing. */
  answer: { status: number; headers?: Record<string, string>; endless?: boolean };
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const port = await freePort();
  const received: Received[] = [];
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/crochet?x=1`,
    port,
    received,
    answer: { status: 204 },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      const { status, headers = {}, endless = false } = receiver.answer;
      if (status === 0) return;
      response.writeHead(status, headers);
      if (!endless) response.end('merci');
      else pour();
      function pour(): void {
        if (response.destroyed) return;
        if (response.write('x'.repeat(16_000))) setImmediate(pour);
        else response.once('drain', pour);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return receiver;
}

/** What the signature must be, computed as the specification of Standard Webhooks says. */
export function expectedSignature({ headers, body }: Received, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
