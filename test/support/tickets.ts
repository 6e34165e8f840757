import type { SentFile, Visitor } from './visitor.ts';

/** What each kind of report asks, filled. */
export const reports = {
  endpoint: {
    type: 'endpoint',
    service: 'cotisations_msa',
    parametre: '10010001500013',
    appel_le: '2020-01-10T10:00',
    code_http: '502',
    request_id: '2f1c9b1e-0000-4000-8000-000000000000',
    texte: 'La réponse est 502 <depuis> ce matin.',
  },
  general: { type: 'general', sujet: 'Une donnée manque', texte: 'Le montant des loyers, pour nos baux.' },
  documentation: {
    type: 'documentation',
    page: '/documentation/quotidien',
    extrait: 'attendez Retry-After',
    texte: 'Combien de temps au juste ?',
  },
  site: { type: 'site', page: '/catalogue', navigateur: 'Firefox 140 sur Windows', texte: 'Rien ne s’affiche.' },
} as const;

export type Kind = keyof typeof reports;

export const png: SentFile = {
  field: 'capture',
  name: '..\\Écran du <jour>.png',
  bytes: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('une image')]),
  type: 'image/png',
};

/** A JWT of no value. */
export const pastedToken = 'eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOiJlc3NhaSIsImp0aSI6ImVzc2FpIn0.c2lnbmF0dXJlLWZpY3RpdmU';

/** Sends a report as its page does. */
export async function report(
  visitor: Visitor,
  kind: Kind,
  changes: Record<string, string> = {},
  files: readonly SentFile[] = [],
) {
  await visitor.get(`/support/signaler?type=${kind}`);
  return visitor.postFiles(
    '/support/signaler',
    { ...reports[kind], email: 'camille@mairie.example', ...changes },
    files,
  );
}

/** The path of a ticket just opened, without what was just done. */
export async function opened(
  visitor: Visitor,
  kind: Kind,
  changes: Record<string, string> = {},
  files: readonly SentFile[] = [],
) {
  const { status, location, html } = await report(visitor, kind, changes, files);
  if (status !== 303 || location === null) throw new Error(`not opened: ${status} ${html.slice(0, 200)}`);
  return location.split('?')[0] ?? '';
}

/** Words of a page, as one reads them. */
export const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll(/\s+/g, ' ');

/** The version of the ticket that a page was made from. */
export const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';

/** The paths of the files that a page gives. */
export const piecesIn = (html: string) =>
  [...html.matchAll(/href="([^"]*\/pieces\/[^"]*)"/g)].map(([, path = '']) => path);
