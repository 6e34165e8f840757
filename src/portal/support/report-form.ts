import { canonicalEmail } from '../../core/email.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { GenreTicket } from '../../records/tables/support.ts';
import type { Report } from '../../support/desk.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading } from '../shared/form-reading.ts';
import type { TicketField } from '../shared/ticket-words.ts';

export const TEXT_MAX = 4000;
const LINE_MAX = 300;
const EXCERPT_MAX = 1000;
const NAME_MAX = 120;

/** What the fields hold, as they were typed or proposed. */
export type ReportValues = Readonly<Record<(typeof fields)[number], string>>;
/** In the order of the page. */
export const fields = [
  'service',
  'parametre',
  'appel_le',
  'code_http',
  'request_id',
  'sujet',
  'page',
  'extrait',
  'navigateur',
  'texte',
  'email',
  'nom',
] as const;

export function typedValues(sent: unknown): ReportValues {
  const value = (field: (typeof fields)[number]) => textOf(sent, field);
  return {
    service: value('service'),
    parametre: value('parametre'),
    appel_le: value('appel_le'),
    code_http: value('code_http'),
    request_id: value('request_id'),
    sujet: value('sujet'),
    page: value('page'),
    extrait: value('extrait'),
    navigateur: value('navigateur'),
    texte: value('texte'),
    email: value('email'),
    nom: value('nom'),
  };
}

interface Around {
  readonly endpoints: readonly Endpoint[];
  readonly now: Date;
  /** Who is logged in is not asked who he is. */
  readonly account: { readonly email: string; readonly name: string } | null;
}

/** What a form reports, its files apart. */
interface ReadReport {
  readonly form: FormReading;
  readonly report: Omit<Report, 'pieces'>;
}

export function readReport(genre: GenreTicket, body: unknown, around: Around): ReadReport {
  const form = new FormReading(body);
  const about = readers[genre](form, around);
  const missing = 'Dites ce qui se passe, et ce que vous attendiez.';
  const texte = form.text('texte', { max: TEXT_MAX, missing });
  return { form, report: { genre, ...about, texte, ...readWho(form, body, around) } };
}

type About = Pick<Report, 'sujet' | 'champs' | 'endpoint'>;

const readers: Readonly<Record<GenreTicket, (form: FormReading, around: Around) => About>> = {
  endpoint: readEndpoint,
  general: (form) => {
    const missing = 'Donnez un objet : quelques mots qui résument votre question.';
    return { sujet: form.text('sujet', { max: LINE_MAX, missing }), champs: {}, endpoint: null };
  },
  documentation: (form) => {
    const page = form.text('page', { max: LINE_MAX, missing: 'Donnez l’adresse ou le titre de la page.' });
    const extrait = form.text('extrait', { max: EXCERPT_MAX });
    return { sujet: `Documentation : ${page}`, champs: given({ page, extrait }), endpoint: null };
  },
  site: (form) => {
    const page = form.text('page', { max: LINE_MAX, missing: 'Donnez l’adresse ou le titre de la page.' });
    const missing = 'Donnez votre navigateur et sa version, comme « Firefox 140 sur Windows ».';
    const navigateur = form.text('navigateur', { max: LINE_MAX, missing });
    return { sujet: `Site : ${page}`, champs: given({ page, navigateur }), endpoint: null };
  },
};

function readEndpoint(form: FormReading, { endpoints, now }: Around): About {
  const name = form.text('service', { max: LINE_MAX });
  const endpoint = endpoints.find((one) => one.name === name);
  if (endpoint === undefined) form.refuse('service', 'Choisissez l’endpoint appelé.');
  const parametre = form.text('parametre', {
    max: LINE_MAX,
    missing: 'Donnez le paramètre utilisé : le numéro appelé et les options, jamais le jeton.',
  });
  const calledAt = form.instant('appel_le');
  if (calledAt !== null && calledAt > now)
    form.refuse('appel_le', 'Cette heure n’est pas encore passée : donnez celle de l’appel, ou laissez vide.');
  const code = form.text('code_http', { max: LINE_MAX });
  if (code !== '' && !/^[1-5]\d\d$/.test(code))
    form.refuse('code_http', 'Donnez un code HTTP de trois chiffres, comme 502, ou laissez vide.');
  const requestId = form.text('request_id', { max: LINE_MAX });
  if (requestId !== '' && !/^[\w.:-]{1,100}$/.test(requestId))
    form.refuse('request_id', 'Copiez la valeur de l’en-tête X-Request-Id telle quelle, ou laissez vide.');
  const answered = code === '' ? '' : `, réponse ${code}`;
  return {
    sujet: `${endpoint?.title ?? name}${answered}`,
    endpoint: name,
    champs: given({ parametre, appel_le: calledAt?.toISOString() ?? '', code_http: code, request_id: requestId }),
  };
}

function given(values: Readonly<Partial<Record<TicketField, string>>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function readWho(form: FormReading, body: unknown, { account }: Around): Pick<Report, 'email' | 'nom'> {
  if (account !== null) return { email: account.email, nom: account.name };
  const email = canonicalEmail(textOf(body, 'email'));
  if (email === null) form.refuse('email', 'Saisissez une adresse complète, comme prenom.nom@ministere.example.');
  return { email: email ?? '', nom: form.text('nom', { max: NAME_MAX }) };
}
