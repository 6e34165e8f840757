/** The pages above those of one incident. */
export const incidentsTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
  ['/administration/incidents', 'Gestion des incidents'],
];
