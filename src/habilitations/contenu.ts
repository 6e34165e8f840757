import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const Personne = Type.Object({
  /** A team answers at a shared mailbox: it has no first name. */
  genre: Type.Union([Type.Literal('personne'), Type.Literal('equipe')]),
  prenom: Type.String(),
  nom: Type.String(),
  fonction: Type.String(),
  email: Type.String(),
  telephone: Type.String(),
});

/**
 * What an applicant writes in the form, as he writes it: nothing is refused here, so that a draft is kept whatever it is worth.
 * `controles/` says what it lacks. Every text is there, empty when nothing was typed.
 */
const Contenu = Type.Object({
  /** Who builds: one's own team, an editor, someone else. */
  integrateur: Type.Union([
    Type.Literal(''),
    Type.Literal('equipe'),
    Type.Literal('editeur'),
    Type.Literal('autre'),
    Type.Literal('inconnu'),
  ]),
  integrateur_precision: Type.String(),
  /** Of a pre-filled form: open to anyone, or behind a login. */
  acces_formulaire: Type.Union([Type.Literal(''), Type.Literal('ouvert'), Type.Literal('connexion')]),
  description: Type.String(),
  /** `YYYY-MM-DD`, or empty. */
  mise_en_production: Type.String(),
  /** Files treated in a year, and calls in the busiest minute: digits, or whatever was typed. */
  volume_annuel: Type.String(),
  pointe_par_minute: Type.String(),
  /** Codes of the rights asked, those of the use case included. */
  donnees: Type.Array(Type.String()),
  /** Why, by code: due for what the use case does not have. */
  justifications: Type.Record(Type.String(), Type.String()),
  texte_juridique: Type.String(),
  texte_juridique_url: Type.String(),
  /** Decree or order, due from bodies of the State. */
  decret: Type.String(),
  destinataires: Type.String(),
  /** Months: digits, or whatever was typed. */
  conservation_mois: Type.String(),
  conservation_justification: Type.String(),
  responsable_traitement: Personne,
  delegue_protection: Personne,
  contact_metier: Personne,
  contact_technique: Personne,
  delegue_informe: Type.Boolean(),
});

export type Contenu = Static<typeof Contenu>;
export type Personne = Static<typeof Personne>;

/** The persons that a request names, in the order of the form. */
export const contacts = [
  'responsable_traitement',
  'delegue_protection',
  'contact_metier',
  'contact_technique',
] as const;
export type Contact = (typeof contacts)[number];

export function isContact(text: string): text is Contact {
  return contacts.some((contact) => contact === text);
}

/** Who is not named, or not any more. */
export const nobody: Personne = { genre: 'personne', prenom: '', nom: '', fonction: '', email: '', telephone: '' };

export const emptyContenu: Contenu = {
  integrateur: '',
  integrateur_precision: '',
  acces_formulaire: '',
  description: '',
  mise_en_production: '',
  volume_annuel: '',
  pointe_par_minute: '',
  donnees: [],
  justifications: {},
  texte_juridique: '',
  texte_juridique_url: '',
  decret: '',
  destinataires: '',
  conservation_mois: '',
  conservation_justification: '',
  responsable_traitement: nobody,
  delegue_protection: nobody,
  contact_metier: nobody,
  contact_technique: nobody,
  delegue_informe: false,
};

/** Reads what the database keeps. A field added since is empty; anything else that is not ours is a fault of ours. */
export function readContenu(kept: unknown): Contenu {
  return Value.Parse(Contenu, { ...emptyContenu, ...Object(kept) });
}
