export const EDITEURS = '/administration/editeurs';

export const aboveEditors = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
] as const;

/** What has just been done, told once, on the page that follows. */
export const doneSentences: Readonly<Record<string, string>> = {
  cree: 'L’éditeur est créé',
  modifie: 'Les changements sont enregistrés',
  ferme: 'L’éditeur est fermé, et ses délégations ont pris fin',
  attache: 'Le compte est rattaché, et son titulaire en est averti',
  detache: 'Le compte n’est plus rattaché à cet éditeur',
};
