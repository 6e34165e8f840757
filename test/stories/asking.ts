import type { TestInstance } from '../support/instance.ts';
import { purpose } from '../support/instance.ts';
import { Redacteur, SIRET, typedContact } from '../support/redacteur.ts';

/** What a person types in each section of the form; what is not said keeps what the page shows. */
export const typedIn = {
  organisation: { siret: SIRET, integrateur: 'equipe' },
  projet: {
    description: 'Ce que fait notre service, pour qui, et à quoi les données lui servent.',
    acces_formulaire: 'connexion',
    volume_annuel: '1200',
  },
  donnees: { donnees: ['entreprises'], justification_entreprises: 'Pour identifier nos usagers.' },
  'cadre-juridique': {
    texte_juridique: 'Code de la commande publique, article R. 2143-13',
    texte_juridique_url: 'https://www.legifrance.gouv.fr/codes/',
  },
  'donnees-personnelles': { destinataires: 'Agents du service', conservation_mois: '24' },
  contacts: Object.assign(
    {},
    ...['responsable_traitement', 'delegue_protection', 'contact_metier', 'contact_technique'].map((contact) =>
      typedContact(contact),
    ),
  ),
} as const;

/** Fills a request and sends it, as a browser without a script does; gives its address. */
export async function askedFor(instance: TestInstance, email: string, form: string, picks: boolean): Promise<string> {
  const applicant = await new Redacteur(instance).logIn(email);
  const { location } = await applicant.fill(`/demandes/nouvelle?cas=${form}`, { intitule: `Projet ${form}` });
  const base = location?.replace(/\/formulaire.*/, '') ?? '';
  for (const [section, typed] of Object.entries(typedIn)) {
    const { status, html } = await applicant.fill(`${base}/${section}`, section === 'donnees' && !picks ? {} : typed);
    if (status !== 303) throw new Error(`${form} ${section}: ${status} ${/<title>[^<]*/.exec(html)?.[0]}`);
  }
  const sent = await applicant.fill(`${base}/recapitulatif`, { cgu: 'oui', delegue_informe: 'oui' });
  if (sent.location !== `${base}?fait=envoyee`) throw new Error(`${form} was not sent: ${sent.status}`);
  return base;
}

/** A call of the console about a fictional company. */
export const calling = {
  'appel-siren': '100100015',
  'appel-context': purpose.context,
  'appel-recipient': purpose.recipient,
  'appel-object': purpose.object,
  etape: 'appeler',
} as const;

export interface TraceLine {
  readonly jti: string;
  readonly endpoint: string;
  readonly statut: number;
  readonly object: string;
}

/** The traces of a token. */
export async function tracesOf(instance: TestInstance, jti: string): Promise<readonly TraceLine[]> {
  const lines: TraceLine[] = (await instance.apie('traces', 'exporter')).map((line) => JSON.parse(line));
  return lines.filter((line) => line.jti === jti);
}
