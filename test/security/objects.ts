import { ELSEWHERE, SIRET, type StateName, stateNames } from './scene.ts';
import type { Invitations, Stage } from './stage.ts';

/** What an address names, by the word that the rules call it; `?` is what it asks besides. */
export type Objects = Readonly<Record<string, Readonly<Record<string, string>>>>;

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const NO_KEY = 'A'.repeat(43);

/** Fills the addresses of a route: one address for each object that it may be asked about. */
export function addressesOf(
  url: string,
  objects: Objects,
): readonly { readonly name: string; readonly path: string }[] {
  if (!url.includes(':')) return [{ name: '', path: url }];
  const named = Object.entries(objects).map(([name, values]) => {
    const path = url.replace(/:(\w+)/g, (_, parameter: string) => {
      const value = values[parameter];
      if (value === undefined) throw new Error(`${url}: the object « ${name} » has no ${parameter}`);
      return value;
    });
    return { name, path: `${path}${values['?'] ?? ''}` };
  });
  if (named.length === 0) throw new Error(`${url}: no object is made for this route; add it to objects.ts`);
  return named;
}

/** The objects of the stage that a route is about. An address that names nothing is among them, as `inconnu`. */
export function objectsOf(url: string, { scene, made }: Stage, invitations: Invitations): Objects {
  const about = kinds.find(([prefix]) => url.startsWith(prefix));
  if (about === undefined) return {};
  return about[1]({ scene, made, invitations, url });
}

interface From extends Pick<Stage, 'scene' | 'made'> {
  readonly invitations: Invitations;
  readonly url: string;
}

const demandes = ({ scene, url }: From): Objects => {
  const states = Object.fromEntries(stateNames.map((name: StateName) => [name, { ...scene.demandes[name] }]));
  const acts = url.includes(':acte') ? { acte: 'archiver' } : {};
  const all = {
    ...states,
    propre: { ...scene.propre },
    ailleurs: { ...scene.ailleurs },
    inconnu: { id: UNKNOWN, piece: UNKNOWN },
  };
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, { ...values, ...acts }]));
};

/** The stranger's token is asked about what is of the owner's: a page of one token opens nothing of another. */
const jetons = ({ scene: { octrois, autour } }: From): Objects => {
  const of = { lien: autour.lien, request_id: autour.request };
  return {
    jeton: { jti: octrois.mien.jti, ...of },
    retire: { jti: octrois.rouvert.jti, ...of },
    ailleurs: { jti: octrois.ailleurs.jti, ...of },
    inconnu: { jti: UNKNOWN, lien: UNKNOWN, request_id: UNKNOWN },
  };
};

/** The same of rights: their agents, and the editors that follow them or ask to. */
const habilitations = ({ scene: { octrois, autour }, url }: From): Objects => {
  const { suivant, autre } = autour.editeurs;
  const asked = url.endsWith('/nouvelle') ? { '?': `?editeur=${suivant.id}` } : {};
  const of = { agent: autour.agent, delegation: suivant.delegation, ...asked };
  return {
    accordee: { id: octrois.mien.habilitation, ...of },
    ...(url.includes(':delegation')
      ? { demandee: { id: octrois.mien.habilitation, delegation: autre.delegation } }
      : {}),
    ailleurs: { id: octrois.ailleurs.habilitation, ...of },
    inconnu: { id: UNKNOWN, agent: UNKNOWN, delegation: UNKNOWN },
  };
};

const justifications = ({ scene: { autour } }: From): Objects => ({
  justification: { numero: autour.justification },
  ailleurs: { numero: autour.justificationAilleurs },
  inconnu: { numero: 'J-2026-999999' },
});

/** By the beginning of their addresses, the longest first. */
const kinds: readonly (readonly [prefix: string, make: (from: From) => Objects])[] = [
  ['/demandes/', demandes],
  ['/instruction/demandes/', demandes],
  ['/instruction/modeles/', ({ made }) => ({ modele: { id: made.modele }, inconnu: { id: UNKNOWN } })],
  ['/compte/habilitations/', habilitations],
  ['/compte/jetons/', jetons],
  [
    '/compte/attestations/consultations/',
    ({ scene }) => ({
      consultation: { consultation: scene.autour.consultation, rang: '1' },
      inconnu: { consultation: UNKNOWN, rang: '1' },
    }),
  ],
  [
    '/compte/attestations/',
    ({ scene: { octrois } }) => ({
      accordee: { habilitation: octrois.mien.habilitation },
      ailleurs: { habilitation: octrois.ailleurs.habilitation },
      inconnu: { habilitation: UNKNOWN },
    }),
  ],
  [
    '/compte/calendrier/',
    () => ({ changement: { acte: 'changer' }, fermeture: { acte: 'fermer' }, inconnu: { acte: 'autre' } }),
  ],
  ['/compte/justifications/', justifications],
  [
    '/editeur/habilitations/',
    ({ scene: { octrois } }) => ({
      deleguee: { id: octrois.mien.habilitation },
      ailleurs: { id: octrois.ailleurs.habilitation },
      inconnu: { id: UNKNOWN },
    }),
  ],
  [
    '/editeur/delegations/',
    ({ scene: { autour } }) => ({
      accordee: { id: autour.editeurs.suivant.delegation },
      demandee: { id: autour.editeurs.autre.delegation },
      inconnu: { id: UNKNOWN },
    }),
  ],
  // The account is of the first, and works for no other.
  [
    '/administration/editeurs/',
    ({ scene: { autour } }) => ({
      suivant: { ...autour.editeurs.suivant },
      autre: { ...autour.editeurs.autre, compte: autour.editeurs.suivant.compte },
      inconnu: { id: UNKNOWN, compte: UNKNOWN },
    }),
  ],
  ['/administration/jetons/', jetons],
  ['/administration/justifications/', justifications],
  ['/jeton/', ({ scene: { autour } }) => ({ cle: { cle: autour.cleLien }, inconnu: { cle: NO_KEY } })],
  ['/calendrier/', ({ scene: { autour } }) => ({ cle: { cle: autour.cleCalendrier }, inconnu: { cle: NO_KEY } })],
  [
    '/compte/tickets/',
    ({ made }) => ({
      ticket: { numero: made.ticket, piece: made.ticketPiece },
      inconnu: { numero: 'T-0000', piece: UNKNOWN },
    }),
  ],
  [
    '/compte/organisations/invitations/',
    ({ url, invitations }) => ({
      ...(url.endsWith('accepter') ? { accueil: { id: invitations.e.id } } : { invitation: { id: invitations.n.id } }),
      inconnu: { id: UNKNOWN },
    }),
  ],
  [
    '/compte/organisations/',
    ({ invitations }) => ({
      organisation: { siret: SIRET, id: invitations.t.id },
      voisine: { siret: ELSEWHERE, id: invitations.t.id },
    }),
  ],
  [
    '/administration/comptes/',
    ({ made }) => ({ sujet: { id: made.subject, siret: SIRET }, inconnu: { id: UNKNOWN, siret: SIRET } }),
  ],
  [
    '/administration/incidents/',
    ({ made }) => ({ brouillon: { id: made.draftIncident }, publie: { id: made.incident }, inconnu: { id: UNKNOWN } }),
  ],
  ['/administration/maintenances/', ({ made }) => ({ annoncee: { id: made.maintenance }, inconnu: { id: UNKNOWN } })],
  ['/administration/infolettres/', ({ made }) => ({ lettre: { id: made.letter }, inconnu: { id: '999999' } })],
  [
    '/administration/tickets/',
    ({ made }) => ({
      ticket: { numero: made.ticket, piece: made.ticketPiece },
      inconnu: { numero: 'T-0000', piece: UNKNOWN },
    }),
  ],
  [
    '/support/:numero/',
    ({ made }) => {
      const [, , numero = '', key = ''] = made.keyed.split('/');
      const [unknown, piece] = [{ numero, cle: NO_KEY, piece: made.keyedPiece }, made.keyedPiece];
      return { cle: { numero, cle: key, piece }, autre: { numero: made.ticket, cle: key, piece }, inconnu: unknown };
    },
  ],
  ['/invitation/', ({ invitations }) => ({ cle: { cle: invitations.n.key }, inconnu: { cle: NO_KEY } })],
  [
    '/incidents/',
    ({ made }) => ({ publie: { id: made.incident }, brouillon: { id: made.draftIncident }, inconnu: { id: UNKNOWN } }),
  ],
  ['/maintenances/', ({ made }) => ({ annoncee: { id: made.maintenance }, inconnu: { id: UNKNOWN } })],
  ['/catalogue/', () => ({ fiche: { slug: 'entreprises' }, inconnu: { slug: 'nulle-part' } })],
  ['/cas-usage/', () => ({ cas: { slug: 'marches-publics' }, inconnu: { slug: 'nulle-part' } })],
  ['/cgu/', () => ({ version: { version: '2026-11-23' }, inconnu: { version: '1999-01-01' } })],
  ['/infolettres/archives/', () => ({ inconnu: { slug: 'nulle-part' } })],
  ['/documents/', () => ({ inconnu: { nom: `${'a'.repeat(43)}.pdf` } })],
  ['/bac-a-sable/courriels/', () => ({ inconnu: { id: UNKNOWN } })],
  ['/', () => ({ inconnu: { cle: NO_KEY, liste: 'infolettre' } })],
];
