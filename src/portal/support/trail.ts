/** The pages above those of the support. */
export const supportTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/support', 'Support'],
];

export const myTicketsTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
  ['/compte/tickets', 'Mes signalements'],
];
