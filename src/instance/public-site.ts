import { durationsInWords } from '../core/conservation.ts';
import { createClientAddress } from '../gateway/client-address.ts';
import { createLocalCounters } from '../gateway/volume/counters.ts';
import { followFile } from '../platform/followed-file.ts';
import type { ApiCall } from '../portal/demonstrations/prefill.ts';
import type { DemonstrationOptions } from '../portal/demonstrations/routes.ts';
import { type PublicSite, readPublicSite } from '../portal/public-site.ts';
import { currentAnnouncements, parseAnnouncements } from '../portal/shared/announcements.ts';
import { type Conformity, conformityOf, type Mentions, readMentions } from '../portal/shared/mentions.ts';
import type { FrameNotice } from '../portal/views/frame.ts';
import type { Admission } from './admission.ts';
import type { Demonstration } from './demonstration.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import { openOwnDoor } from './own-door.ts';

interface PublicSiteParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly demonstration: Demonstration;
}

export interface OpenPublicSite {
  readonly publicSite: PublicSite;
  readonly demonstration: DemonstrationOptions['demonstration'];
  /** What is announced now. */
  readonly announced: () => readonly FrameNotice[];
  readonly conformity: Conformity;
}

/** What the public pages are made from: texts, who answers for the service, what is announced, and the demonstration. */
export function openPublicSite(ground: Ground, parts: PublicSiteParts): OpenPublicSite {
  const { config, endpoints, places, clock, log } = ground;
  const mentions = readMentions(config.mentionsFile);
  const announcements = followFile({
    path: config.announcementsFile,
    parse: parseAnnouncements,
    onRefused: (error) => log.warn({ err: error }, 'annonces illisibles : les précédentes restent'),
    everyMs: 5_000,
    now: () => performance.now(),
  });
  return {
    publicSite: readPublicSite({
      folder: places.portal,
      endpoints,
      papersOf: ground.papersOf,
      mentions,
      firstCall: parts.demonstration.firstCall,
      values: valuesOf(ground, mentions),
    }),
    demonstration: openDemonstration(ground, parts, mentions),
    announced: () => currentAnnouncements(announcements(), new Date(clock.now())),
    conformity: conformityOf(mentions),
  };
}

/** What the texts of the site leave to the configuration. */
function valuesOf({ config, limits }: Ground, mentions: Mentions): Record<string, string> {
  const { courriel, adresse } = mentions.delegue_a_la_protection_des_donnees;
  const contact = [courriel, adresse].filter((said) => said !== '').join(', ');
  return {
    limite_json: String(limits.groupes.json.limite),
    limite_documents: String(limits.groupes.documents.limite),
    plafond_adresse: String(limits.adresse.plafond),
    bannissement_heures: String(limits.bannissement.duree_s / 3600),
    ...durationsInWords(),
    vie_documents: lifeInWords(config.documentLifeSeconds),
    dpd: contact === '' ? 'coordonnées non renseignées par l’exploitant' : contact,
  };
}

function lifeInWords(seconds: number): string {
  const hours = Math.round(seconds / 3600);
  return hours <= 48 ? `${hours} heures` : `${Math.round(hours / 24)} jours`;
}

/** Tries of one visitor in a minute: each is two calls of the API, made from our own address. */
const TRIES = { name: 'démonstration', limit: 10, windowMs: 60_000 };
/** What the sheets of these endpoints advise to wait. */
const TIMEOUT_MS = 5_000;
const SUBJECT = 'Démonstration : formulaire pré-rempli';

/** The back end of the demonstration: a client like any other, whose token holds open data alone, counted and traced. */
function openDemonstration(
  ground: Ground,
  { kept, admission }: PublicSiteParts,
  { editeur }: Mentions,
): DemonstrationOptions['demonstration'] {
  const call: ApiCall | null = openOwnDoor(ground, kept, admission, {
    used: ['entreprises', 'etablissements'],
    subject: SUBJECT,
    usage: 'preremplissage_ouvert',
    siret: editeur.siret,
    context: 'Démonstration',
    object: 'demonstration-pre-remplissage',
    timeoutMs: TIMEOUT_MS,
  });
  const { config, clock } = ground;
  const tries = createLocalCounters();
  const addressOf = createClientAddress(config.trustedProxies);
  return {
    call,
    mayAsk: ({ raw }) => {
      tries.sweep(clock.now());
      return tries.hit(TRIES, addressOf(raw), clock.now()).count <= TRIES.limit;
    },
  };
}
