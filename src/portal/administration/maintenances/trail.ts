/** The pages above those of one maintenance. */
export const maintenancesTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
  ['/administration/maintenances', 'Gestion des maintenances'],
];
