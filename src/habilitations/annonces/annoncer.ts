import type { Mail } from '../../core/outgoing.ts';
import { avisSurDemande } from '../../records/demande-avis.ts';
import { etapeDe } from '../../records/demande-evenements.ts';
import { queueMails } from '../../records/envois.ts';
import { habilitationsDe } from '../../records/habilitations.ts';
import { instructeursPrevenus } from '../../records/preferences-instruction.ts';
import { findProfil, type Profil } from '../../records/profils.ts';
import type { Work } from '../../records/work.ts';
import type { Annonce, Annoncer } from '../annonce.ts';
import { delaiAu } from '../delai.ts';
import type { Donnees } from '../donnees.ts';
import { formulaireEnvoye } from '../formulaire.ts';
import { demandeValidee } from './accord.ts';
import { demandeRefusee, habilitationRevoquee, precisionsDemandees } from './decision.ts';
import { avisDemande, avisRendu, avisRetire, demandeTransferee, messageEcrit } from './echanges.ts';
import { brouillonOuvert, demandeEnvoyee } from './envoi.ts';
import type { Faits } from './faits.ts';
import type { Liens } from './liens.ts';
import { brouillonOublie, precisionsOubliees } from './relances.ts';
import { rolesDe } from './roles.ts';

/** Who is named in what is granted, and hears of the service for it. */
export interface Nomme {
  readonly email: string;
  readonly role: 'demandeur' | 'contact_metier' | 'contact_technique';
}

/** Puts someone in the lists of his role; one that he has left stays so. */
export type Abonner = (work: Work, nomme: Nomme, now: Date) => Promise<unknown>;

interface AnnoncerOptions {
  readonly liens: Liens;
  readonly donnees: Donnees;
  readonly abonner: Abonner;
}

type Courriels = (faits: Faits) => Mail[];

/** What each act is told by. An act that is not here is told to nobody. */
const courriels: Readonly<Partial<Record<Annonce['acte'], Courriels>>> = {
  creer: brouillonOuvert,
  envoyer: demandeEnvoyee,
  demander_precisions: precisionsDemandees,
  valider: demandeValidee,
  refuser: demandeRefusee,
  revoquer: habilitationRevoquee,
  ecrire: messageEcrit,
  demander_avis: avisDemande,
  rendre_avis: avisRendu,
  retirer_avis: avisRetire,
  transferer: demandeTransferee,
  relancer_brouillon: brouillonOublie,
  relancer_precisions: precisionsOubliees,
};

/** Queues the mails of what has just happened, with it; who is named in a grant is put in the lists of his role. */
export function createAnnoncer({ liens, donnees, abonner }: AnnoncerOptions): Annoncer {
  return async (work, annonce) => {
    const write = courriels[annonce.acte];
    if (write === undefined) return;
    const faits: Faits = { annonce, liens, donnees, ...(await gathered(work, annonce)) };
    await queueMails(work, write(faits), annonce.at);
    if (annonce.acte !== 'valider') return;
    const { demandeur, metier, technique } = rolesDe(faits);
    await abonner(work, { email: demandeur, role: 'demandeur' }, annonce.at);
    await abonner(work, { email: metier, role: 'contact_metier' }, annonce.at);
    await abonner(work, { email: technique, role: 'contact_technique' }, annonce.at);
  };
}

async function gathered(work: Work, annonce: Annonce): Promise<Omit<Faits, 'annonce' | 'liens' | 'donnees'>> {
  const { demande, acte, at } = annonce;
  const demandeur = await profil(work, demande.demandeur);
  const [, before] = acte === 'valider' ? await habilitationsDe(work, demande.id) : [];
  return {
    demandeur,
    etape: await etapeDe(work, demande.id),
    delai: await delaiAu(work, at),
    instructeurs: await instructeursPrevenus(work, acte === 'ecrire' ? 'messages' : 'envois', demande.demandeur),
    destinataire: await destinataireDe(work, annonce),
    accordeAvant: formulaireEnvoye(before?.instantane),
  };
}

async function destinataireDe(work: Work, { acte, demande, destinataire }: Annonce): Promise<Profil | null> {
  if (destinataire !== null) return profil(work, destinataire);
  if (acte !== 'rendre_avis') return null;
  const asked = (await avisSurDemande(work, demande.id)).at(-1);
  return asked === undefined ? null : profil(work, asked.demande_par);
}

async function profil(work: Work, compte: string): Promise<Profil> {
  const found = await findProfil(work, compte);
  if (found === undefined) throw new Error(`account ${compte} is told of a request and is not there`);
  return found;
}
