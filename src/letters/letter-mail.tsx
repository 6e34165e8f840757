import type { Mail } from '../core/outgoing.ts';
import type { ContenuLettre, Lettre } from '../records/lettres.ts';
import { oneClickHeaders } from '../subscribing/one-click.ts';
import { type HrefOf, hrefFrom, letterPath } from './addresses.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { listWords } from './lists.ts';

/** What is the same for every letter. */
export interface LetterSetting {
  /** Whose letters they are, as the mails say it. */
  readonly service: string;
  readonly publicUrl: string;
}

/** A letter as each of its recipients reads it: what differs is where he changes his mind. */
export interface ComposedLetter {
  readonly subject: string;
  text(preferences: string): string;
  html(preferences: string): string;
  /** The mail to one who asked for it. */
  mail(to: string, links: { readonly preferences: string; readonly leaving: string }): Mail;
}

type Letter = ContenuLettre & Pick<Lettre, 'id'>;

const HOLE = '\u0001';

/** Writes a letter once for all its recipients. */
export function composeLetter(letter: Letter, setting: LetterSetting): ComposedLetter {
  const hrefOf = hrefFrom(setting.publicUrl);
  const subject = `[${listWords[letter.genre].name}] ${letter.titre}`;
  const plain = textOf(letter, setting, hrefOf);
  const rich = documentOf(letter, setting, hrefOf);
  // No author types this sign, and keys have none of HTML: one copy of the letter, one address a recipient.
  const text = (preferences: string) => plain.replaceAll(HOLE, () => preferences);
  const html = (preferences: string) => rich.replaceAll(HOLE, () => preferences);
  const host = new URL(setting.publicUrl).hostname;
  return {
    subject,
    text,
    html,
    mail: (to, { preferences, leaving }) => ({
      to,
      subject,
      text: text(preferences),
      html: html(preferences),
      headers: { ...oneClickHeaders(leaving), 'List-Id': `<${letter.genre}.${host}>` },
    }),
  };
}

const without = (text: string): string => text.replaceAll(HOLE, '');

function reasonOf({ genre }: Letter): string {
  return `Vous recevez ${listWords[genre].inSentence} parce que vous y êtes abonné, ou parce que vous êtes nommé dans une demande d’accès acceptée.`;
}

function textOf(letter: Letter, { service, publicUrl }: LetterSetting, hrefOf: HrefOf): string {
  const { genre, titre, resume, corps } = letter;
  const head = without([`${listWords[genre].name} – ${service}`, titre, resume].join('\n\n'));
  return `${[
    head,
    without(letterText(corps, hrefOf)),
    `---\nLire cette lettre en ligne : ${publicUrl}${letterPath(letter)}`,
    `${reasonOf(letter)}\nChanger vos choix ou vous désabonner : ${HOLE}`,
  ].join('\n\n')}\n`;
}

const page = 'margin:0;padding:24px 12px;background-color:#f6f6f6;font-family:Arial,sans-serif;color:#161616';
const card = 'max-width:600px;margin:0 auto;padding:24px;background-color:#ffffff;border-top:4px solid #000091';
const kind = 'margin:0 0 8px;font-size:14px;line-height:20px;color:#3a3a3a';
const title = 'margin:0 0 16px;font-size:24px;line-height:32px;font-weight:bold';
const lead = 'margin:0 0 24px;font-size:18px;line-height:28px';
const foot = 'margin:0 0 8px;font-size:14px;line-height:20px;color:#3a3a3a';
const rule = 'margin:24px 0 16px;border:0;border-top:1px solid #dddddd';
const anchor = 'color:#000091';

/** What a letter is made of is its author's; what is around it is sober: no image, nothing that tells whether it was read. */
function documentOf(letter: Letter, { service, publicUrl }: LetterSetting, hrefOf: HrefOf): string {
  const { genre, titre, resume, corps } = letter;
  const safeBody = without(letterHtml(corps, hrefOf));
  const document: JSX.Element = (
    <>
      {'<!doctype html>'}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title safe>{without(titre)}</title>
        </head>
        <body style={page}>
          <div style={card}>
            <p style={kind} safe>
              {`${listWords[genre].name} – ${service}`}
            </p>
            <h1 style={title} safe>
              {without(titre)}
            </h1>
            <p style={lead} safe>
              {without(resume)}
            </p>
            {safeBody}
            <hr style={rule} />
            <p style={foot}>
              <a href={`${publicUrl}${letterPath(letter)}`} style={anchor}>
                Lire cette lettre en ligne
              </a>
            </p>
            <p style={foot} safe>
              {reasonOf(letter)}
            </p>
            <p style={foot}>
              <a href={HOLE} style={anchor}>
                Changer vos choix ou vous désabonner
              </a>
            </p>
          </div>
        </body>
      </html>
    </>
  );
  return String(document);
}
