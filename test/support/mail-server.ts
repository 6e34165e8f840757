import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../src/records/databases.fixture.ts';

/** A mail server of a test: takes mails, or answers what it is told. */
export interface MailServer {
  readonly url: string;
  readonly received: ParsedMail[];
  /** Every recipient that a client has named. */
  readonly recipients: string[];
  /** What the server says to a recipient instead of taking it; null = it takes it. */
  answerTo: (recipient: string) => { readonly code: number; readonly text: string } | null;
  stop(): Promise<void>;
}

export async function startMailServer(port?: number): Promise<MailServer> {
  const chosen = port ?? (await freePort());
  const received: ParsedMail[] = [];
  const recipients: string[] = [];
  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${chosen}`,
    received,
    recipients,
    answerTo: () => null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => {
      recipients.push(address);
      const answer = mailServer.answerTo(address);
      done(answer === null ? null : Object.assign(new Error(answer.text), { responseCode: answer.code }));
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        done();
      }, done);
    },
  });
  // Clients that leave in the middle are what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(chosen, '127.0.0.1', resolve));
  return mailServer;
}
