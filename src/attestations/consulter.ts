import { randomUUID } from 'node:crypto';
import { nomDeTrace } from '../core/agent-de-trace.ts';
import type { Clock } from '../core/clock.ts';
import { sideBySide } from '../core/side-by-side.ts';
import type { JetonDHabilitation } from '../records/agents-habilites.ts';
import { completeConsultation, insertConsultations, type NouvelleConsultation } from '../records/consultations.ts';
import { type Db, together } from '../records/work.ts';
import type { Ouverte } from './acces.ts';
import { cheminDe, formePour, type Periode, type ServiceConsultable } from './consultable.ts';
import type { Identifiant } from './identifiant.ts';
import { inscrire } from './inscription.ts';
import type { Issue, Resultat } from './issue.ts';
import { enTete, lireReponse, type Reponse, type ReponsePorte } from './reponse.ts';

/** The way to our own public door, for someone. */
export interface Porte {
  /** Rejects without an answer. */
  appeler(appel: { readonly chemin: string; readonly jeton: string; readonly adresse: string }): Promise<ReponsePorte>;
  /** The address of who asks is banned: nothing is called for him either. */
  estBannie(adresse: string): Promise<boolean>;
  /** False when this node has made too many of these calls in this minute. */
  admet(appels: number): boolean;
}

/** One form, read and found whole. */
export interface Consultation {
  /** Drawn with the form: sent twice, it is taken once. */
  readonly envoi: string;
  readonly agent: string;
  readonly adresse: string;
  readonly identifiant: Identifiant;
  /** Each takes the identifier. */
  readonly services: readonly ServiceConsultable[];
  readonly periode: Readonly<Record<Periode, string>>;
  readonly contexte: string;
  readonly objet: string;
}

export type Consulter = (consultation: Consultation, ouverte: Ouverte) => Promise<Issue>;

interface ConsulterOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly porte: Porte;
  /** Makes the value of a token; it goes nowhere but to the door. */
  readonly signer: (jeton: JetonDHabilitation) => string;
  readonly publicUrl: string;
  readonly noter: (error: unknown) => void;
}

/** Asks each service for an agent, side by side: written first, then called as anyone calls. */
export function createConsulter(options: ConsulterOptions): Consulter {
  const { db, clock, porte, signer, publicUrl, noter } = options;

  return async (consultation, ouverte) => {
    const { envoi, agent, adresse, services } = consultation;
    if (await porte.estBannie(adresse)) return { etat: 'bannie' };
    if (!porte.admet(services.length)) return { etat: 'occupee' };
    const faiteLe = new Date(clock.now());
    const lignes = services.map((service) => ligneDe(service, null));
    const inscrite = await together(db, (work) => inscrire(work, { envoi, agent, faiteLe, lignes }));
    if (inscrite !== 'inscrite') return inscrite;
    const value = signer(ouverte.jeton);
    const resultats = await sideBySide(services, services.length, async (service) => {
      const ligne = lignes.find((one) => one.service === service.endpoint.name);
      if (ligne === undefined) throw new Error('a look-up is called once it is written');
      return suivre(service, ligne);
    });
    return { etat: 'faite', resultats, faiteLe };

    function ligneDe(service: ServiceConsultable, par: string | null): NouvelleConsultation {
      const { endpoint } = service;
      const forme = par ?? formePour(service, consultation.identifiant);
      if (forme === null) throw new Error(`${endpoint.name} does not take this identifier`);
      const { contexte, objet } = consultation;
      const habilitation = ouverte.habilitation.id;
      const about = { service: endpoint.name, identifiant: forme, contexte, objet };
      return { id: randomUUID(), envoi, habilitation, agent, faite_le: faiteLe, ...about };
    }

    /** A company that has another identifier is looked up by it, once. */
    async function suivre(service: ServiceConsultable, ligne: NouvelleConsultation): Promise<Resultat> {
      const reponse = await appeler(service, ligne);
      const { id, identifiant } = ligne;
      const first = { id, service, identifiant, remplace: null, reponse };
      if (reponse.genre !== 'remplace' || reponse.par === null || reponse.par === identifiant) return first;
      const autre = ligneDe(service, reponse.par);
      if (!(await insertConsultations(db, [autre]))) return first;
      const after = await appeler(service, autre);
      return { id: autre.id, service, identifiant: autre.identifiant, remplace: identifiant, reponse: after };
    }

    async function appeler(service: ServiceConsultable, ligne: NouvelleConsultation): Promise<Reponse> {
      const chemin = cheminDe(service, {
        identifiant: ligne.identifiant,
        periode: consultation.periode,
        context: ligne.contexte,
        recipient: ouverte.habilitation.siret,
        object: ligne.objet,
        user_id: nomDeTrace(agent),
      });
      const porteDit = await porte.appeler({ chemin, jeton: value, adresse }).catch((error: unknown) => {
        noter(error);
        return null;
      });
      if (porteDit === null) return { genre: 'muette' };
      const reponse = lireReponse(service, porteDit, publicUrl);
      const documents = reponse.genre === 'donnees' ? reponse : { documents: [], documentsFin: null };
      await completeConsultation(db, ligne.id, {
        statut: porteDit.status,
        request_id: enTete(porteDit, 'x-request-id'),
        documents: documents.documents.map((url) => url.slice(url.lastIndexOf('/') + 1)),
        documents_fin: documents.documentsFin,
      });
      return reponse;
    }
  };
}
