/** The pages of the form, in order; the last one reads over and sends. */
export const sections = [
  { cle: 'organisation', titre: 'Organisation' },
  { cle: 'projet', titre: 'Projet' },
  { cle: 'donnees', titre: 'Données' },
  { cle: 'cadre-juridique', titre: 'Cadre juridique' },
  { cle: 'donnees-personnelles', titre: 'Données personnelles' },
  { cle: 'contacts', titre: 'Contacts' },
] as const;

export type Section = (typeof sections)[number]['cle'];
