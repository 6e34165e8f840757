import { frenchDay } from '../core/dates/french-day.ts';
import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { HabilitationDeleguee } from '../records/habilitations-deleguees.ts';
import { DEMANDE_JOURS, ECHEANCE_JOURS } from './regles.ts';

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';
const NEVER = 'L’éditeur ne verrait jamais votre jeton, ce que vous demandez, ni ce que vous recevez.';

interface Told {
  readonly to: string;
  /** Of the editor. */
  readonly nom: string;
  readonly publicUrl: string;
}

/** To who may log in for an editor from now on. */
export function courrielAttache({ to, nom, publicUrl }: Told): Mail {
  return {
    to,
    subject: `Votre compte ouvre l’espace de l’éditeur ${nom}`,
    text: paragraphs(
      'Bonjour,',
      `Un administrateur a rattaché votre compte à l’éditeur ${nom}. Vous y suivez les habilitations que ses clients choisissent de lui montrer.`,
      `L’espace de l’éditeur : ${publicUrl}/editeur/habilitations`,
      noReply,
    ),
  };
}

interface Demande extends Told {
  readonly delegation: string;
  readonly produit: string;
  readonly siret: string;
  readonly numero: string;
  readonly intitule: string;
  readonly habilitation: string;
}

/** To who answers for a right that an editor asks to see. */
export function courrielDemande({ to, nom, publicUrl, ...asked }: Demande): Mail {
  const { delegation, produit, siret, numero, intitule, habilitation } = asked;
  return {
    to,
    subject: `[${numero}] L’éditeur ${nom} vous demande une délégation`,
    text: paragraphs(
      'Bonjour,',
      `L’éditeur ${nom} (${produit}, SIRET ${siret}) demande à suivre votre habilitation ${numero}, « ${intitule} ».`,
      'Si vous acceptez, il voit l’état et les dates de l’habilitation et de son jeton, les données permises, le nombre d’appels et la part des échecs. Vous pourrez y mettre fin à tout moment.',
      NEVER,
      `Accepter ou décliner : ${publicUrl}/compte/habilitations/${habilitation}/delegations`,
      `Sans réponse de votre part dans les ${DEMANDE_JOURS} jours, la demande s’éteint. L’éditeur n’apprend pas si vous l’avez déclinée.`,
      noReply,
    ),
    key: `delegation:${delegation}:demandee`,
  };
}

interface Accord extends Told {
  readonly delegation: string;
  readonly numero: string;
}

/** To who asked for it. */
export function courrielAccord({ to, nom, publicUrl, delegation, numero }: Accord): Mail {
  return {
    to,
    subject: `[${numero}] Délégation accordée`,
    text: paragraphs(
      'Bonjour,',
      `Votre client a accordé à ${nom} la délégation que vous demandiez sur l’habilitation ${numero}.`,
      `La suivre : ${publicUrl}/editeur/habilitations`,
      noReply,
    ),
    key: `delegation:${delegation}:accordee`,
  };
}

/** The first word of who the weekly mail is sent for. */
export const RESUME_OWNER = 'resume-editeur';
const NOMMEES = 15;

interface Resume extends Told {
  readonly compte: string;
  readonly semaine: string;
  readonly echeances: readonly HabilitationDeleguee[];
  readonly souffrantes: readonly HabilitationDeleguee[];
  readonly now: Date;
}

/** What ends soon and what suffers among the rights shown to an editor, once a week. */
export function courrielResume({ to, nom, publicUrl, compte, semaine, ...said }: Resume): Mail {
  const { echeances, souffrantes, now } = said;
  const space = `${publicUrl}/editeur/habilitations`;
  return {
    to,
    subject: `${nom} : ${subjectOf(echeances.length, souffrantes.length)}`,
    text: paragraphs(
      'Bonjour,',
      `Voici ce qui demande votre attention parmi les habilitations que vos clients montrent à ${nom}.`,
      listOf(
        `Jetons finis, ou qui finissent dans les ${ECHEANCE_JOURS} jours :`,
        echeances.map((one) => `${nameOf(one)} : ${endOf(one, now)}`),
        `${space}?voir=echeance`,
      ),
      listOf(
        'Appels refusés ou en échec, plus que d’ordinaire, sur sept jours :',
        souffrantes.map((one) => `${nameOf(one)} : ${sharesOf(one)}`),
        `${space}?voir=sante`,
      ),
      'Seul votre client peut renouveler son habilitation : prévenez-le.',
      `Vous avez demandé ce courriel, qui part le lundi s’il y a quelque chose à dire. Ne plus le recevoir, en un clic : ${publicUrl}/editeur/courriels`,
      noReply,
    ),
    key: `${RESUME_OWNER}:${compte}:${semaine}`,
    owner: `${RESUME_OWNER}:${compte}`,
  };
}

function subjectOf(ending: number, suffering: number): string {
  const parts = [
    ...(ending === 0 ? [] : [`${ending} ${ending > 1 ? 'échéances' : 'échéance'}`]),
    ...(suffering === 0
      ? []
      : [`${suffering} ${suffering > 1 ? 'habilitations en difficulté' : 'habilitation en difficulté'}`]),
  ];
  return parts.join(', ');
}

function listOf(title: string, lines: readonly string[], more: string): string {
  if (lines.length === 0) return '';
  const rest = lines.length - NOMMEES;
  return [
    title,
    ...lines.slice(0, NOMMEES).map((line) => `- ${line}`),
    ...(rest > 0 ? [`et ${rest} ${rest > 1 ? 'autres' : 'autre'}`] : []),
    `Toutes : ${more}`,
  ].join('\n');
}

const nameOf = ({ organisation, siret, intitule, numero }: HabilitationDeleguee): string =>
  `${organisation ?? siret ?? 'Organisation inconnue'}, « ${intitule} » (${numero})`;

function endOf({ fin_jeton }: HabilitationDeleguee, now: Date): string {
  if (fin_jeton === null) return 'aucun jeton';
  return fin_jeton <= now ? `jeton fini le ${frenchDay(fin_jeton)}` : `jeton valable jusqu’au ${frenchDay(fin_jeton)}`;
}

const sharesOf = ({ appels, refus, pannes }: HabilitationDeleguee): string =>
  `${appels} appels, ${refus} refusés (429), ${pannes} en échec (5xx)`;
