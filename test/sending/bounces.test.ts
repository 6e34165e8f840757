import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBounce } from '../../src/platform/mail/bounce.ts';
import { sendFile } from '../support/attached-command.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { identity } from '../support/people.ts';
import { wordsOf } from '../support/tickets.ts';
import { Visitor } from '../support/visitor.ts';

const ID = 'c0ffee00-0000-4000-8000-000000000001';

/** As a mail server writes it, CRLF and folded lines included. */
const report = (
  messageId: string,
  action = 'failed',
  diagnostic = 'smtp; 550 5.1.1 <lea@loin.example>: boîte\r\n inconnue',
) =>
  [
    'From: MAILER-DAEMON@loin.example',
    'Message-ID: <20261201.abc@loin.example>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; loin.example',
    '',
    'Final-Recipient: rfc822; lea@loin.example',
    `Action: ${action}`,
    'Status: 5.1.1',
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID:\r\n ${messageId}`,
    '--b--',
    '',
  ].join('\r\n');

describe('a report of non-delivery', () => {
  it('names the mail and says why, folded or not', () => {
    expect(readBounce(report(`<${ID}@entreprise.example>`))).toEqual({
      candidates: [ID],
      reason: '550 5.1.1 <lea@loin.example>: boîte inconnue',
    });
  });

  it('that says late, relayed or nothing, and what is no report, are not one', () => {
    for (const action of ['delayed', 'relayed', 'delivered'])
      expect(readBounce(report(`<${ID}@entreprise.example>`, action))).toBeNull();
    expect(readBounce(report('<sans-rapport@ailleurs.example>'))).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => readBounce(text) === null));
  });
});

describe('a mail that comes back', () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await startTestInstance();
  });
  afterAll(() => instance.stop());
  const bounced = (text: string) => sendFile(instance.varDir, ['courriel', 'rebond', 'avis.eml'], text);

  it('is shown as refused, once, with the reason that its server gave', async () => {
    const typed = identity();
    const visitor = new Visitor(instance.url);
    await visitor.get('/inscription');
    await visitor.post('/inscription', typed);
    const [mail] = await mailsTo(instance, typed.email);
    const notice = report(mail?.messageId ?? '');
    const { out, exit } = await bounced(notice);
    expect([exit, out[0]]).toEqual([0, expect.stringContaining(`Courriel à ${typed.email} : non remis (550 5.1.1`)]);
    const list = (await visitor.get('/bac-a-sable/courriels')).html;
    expect(wordsOf(list)).toContain('Refusé');
    const [page = ''] = /\/bac-a-sable\/courriels\/[\da-f-]{36}/.exec(list) ?? [];
    expect(wordsOf((await visitor.get(page)).html)).toContain('550 5.1.1');
    expect((await bounced(notice)).error).toContain('déjà noté');
  });

  it('is not invented: an unknown one, a late one and a file that is no report change nothing', async () => {
    expect((await bounced(report(`<${ID}@entreprise.example>`))).error).toContain('Aucun courriel');
    expect((await bounced(report(`<${ID}@entreprise.example>`, 'delayed'))).error).toContain('rien n’est changé');
    expect((await bounced('bonjour')).error).toContain('rien n’est changé');
    await expect(instance.apie('courriel', 'rebond')).rejects.toThrow('1 argument');
  });
});
