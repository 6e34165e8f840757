import { formulaireOf } from './cas-usage.ts';
import { type Contact, type Contenu, contacts, type Personne } from './contenu.ts';
import type { Donnees } from './donnees.ts';
import type { Formulaire } from './formulaire.ts';
import type { Section } from './sections.ts';

/** A field of the form, as it is named, read over, compared and remarked upon. */
export interface Champ {
  readonly cle: string;
  readonly libelle: string;
  readonly section: Section;
  /** What was typed, as text; several lines for a list. Empty when nothing was. */
  readonly texte: (formulaire: Formulaire, donnees: Donnees) => string;
  /** Whether this form has it at all; always, by default. */
  readonly estDans?: (formulaire: Formulaire) => boolean;
}

type TextKey = { [Key in keyof Contenu]: Contenu[Key] extends string ? Key : never }[keyof Contenu];

function written(cle: TextKey, libelle: string, section: Section): Champ {
  return { cle, libelle, section, texte: ({ contenu }) => contenu[cle] };
}

export const integrateurs: Readonly<Record<Contenu['integrateur'], string>> = {
  '': '',
  equipe: 'Notre équipe',
  editeur: 'Un éditeur de logiciels',
  autre: 'Quelqu’un d’autre',
  inconnu: 'Je ne sais pas encore',
};

export const acces: Readonly<Record<Contenu['acces_formulaire'], string>> = {
  '': '',
  ouvert: 'Ouvert à tous',
  connexion: 'Après connexion de l’usager',
};

export const titresContacts: Readonly<Record<Contact, string>> = {
  responsable_traitement: 'Responsable de traitement',
  delegue_protection: 'Délégué à la protection des données',
  contact_metier: 'Contact métier',
  contact_technique: 'Contact technique',
};

/** A person as one line: name, position, e-mail, telephone. */
export function personneEnTexte({ prenom, nom, fonction, email, telephone }: Personne): string {
  return [`${prenom} ${nom}`.trim(), fonction, email, telephone].filter((part) => part !== '').join(', ');
}

/** Every field, in the order of the form. */
export const champs: readonly Champ[] = [
  { cle: 'siret', libelle: 'SIRET', section: 'organisation', texte: ({ siret }) => siret ?? '' },
  {
    cle: 'integrateur',
    libelle: 'Qui intègre l’API',
    section: 'organisation',
    texte: ({ contenu }) =>
      [integrateurs[contenu.integrateur], contenu.integrateur_precision].filter((part) => part !== '').join(' : '),
  },
  { cle: 'intitule', libelle: 'Intitulé du projet', section: 'projet', texte: ({ intitule }) => intitule },
  written('description', 'Description', 'projet'),
  {
    cle: 'acces_formulaire',
    libelle: 'Accès au formulaire prérempli',
    section: 'projet',
    texte: ({ contenu }) => acces[contenu.acces_formulaire],
    estDans: ({ casUsage }) => casUsage === 'preremplissage',
  },
  written('mise_en_production', 'Date de mise en production', 'projet'),
  written('volume_annuel', 'Dossiers traités par an', 'projet'),
  written('pointe_par_minute', 'Appels dans la minute la plus chargée', 'projet'),
  {
    cle: 'donnees',
    libelle: 'Données demandées',
    section: 'donnees',
    texte: ({ contenu }, { toutes, parCode }) => {
      const known = toutes.filter(({ code }) => contenu.donnees.includes(code)).map(({ titre }) => titre);
      return [...known, ...contenu.donnees.filter((code) => !parCode.has(code))].join('\n');
    },
  },
  {
    cle: 'justifications',
    libelle: 'Justifications',
    section: 'donnees',
    texte: ({ contenu }, { parCode }) =>
      Object.entries(contenu.justifications)
        .filter(([code, why]) => why !== '' && contenu.donnees.includes(code))
        .map(([code, why]) => `${parCode.get(code)?.titre ?? code} : ${why}`)
        .join('\n'),
  },
  written('texte_juridique', 'Nature et références du texte', 'cadre-juridique'),
  written('texte_juridique_url', 'Adresse du texte', 'cadre-juridique'),
  written('decret', 'Décret ou arrêté', 'cadre-juridique'),
  written('destinataires', 'Destinataires des données', 'donnees-personnelles'),
  written('conservation_mois', 'Durée de conservation, en mois', 'donnees-personnelles'),
  written('conservation_justification', 'Pourquoi plus de 36 mois', 'donnees-personnelles'),
  ...contacts.map(
    (contact): Champ => ({
      cle: contact,
      libelle: titresContacts[contact],
      section: 'contacts',
      texte: ({ contenu }) => personneEnTexte(contenu[contact]),
    }),
  ),
];

export const champParCle: ReadonlyMap<string, Champ> = new Map(champs.map((champ) => [champ.cle, champ]));

/** The fields that this form has. */
export function champsDe(formulaire: Formulaire): readonly Champ[] {
  return champs.filter(({ estDans }) => estDans?.(formulaire) ?? true);
}

/** The codes asked that its use case does not have ticked: each has to be justified. */
export function horsCasUsage({ casUsage, contenu }: Formulaire): readonly string[] {
  const { coches } = formulaireOf(casUsage);
  return contenu.donnees.filter((code) => !coches.includes(code));
}
