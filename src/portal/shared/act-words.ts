/** What the acts of administrators are called. */
const words: Readonly<Record<string, string>> = {
  'compte.roles': 'Rôles changés',
  'compte.desactive': 'Compte désactivé',
  'compte.reactive': 'Compte réactivé',
  'compte.sessions': 'Sessions fermées',
  'compte.second_facteur': 'Double authentification retirée',
  'compte.mot_de_passe': 'Mot de passe donné',
  'compte.rattachement_verifie': 'Appartenance vérifiée',
  'compte.rattachement_retire': 'Appartenance retirée',
};

/** An act that has no words yet is shown as it is kept. */
export function actWords(acte: string): string {
  return words[acte] ?? acte;
}
