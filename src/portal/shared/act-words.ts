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
  'jeton.cree': 'Jeton créé',
  'jeton.revoque': 'Jeton révoqué',
  'jeton.retabli': 'Révocation de jeton annulée',
  'incident.ouvert': 'Incident ouvert',
  'incident.modifie': 'Incident modifié',
  'maintenance.annoncee': 'Maintenance annoncée',
  'maintenance.modifiee': 'Maintenance modifiée',
  'maintenance.annulee': 'Maintenance annulée',
  'ticket.traite': 'Signalement traité',
  'ticket.note': 'Signalement : note interne',
  'lettre.programmee': 'Lettre : départ fixé',
  'lettre.retenue': 'Lettre : départ annulé',
  'lettre.reprise': 'Lettre : échecs réessayés',
  'lettre.supprimee': 'Lettre : brouillon supprimé',
  'modele.ajoute': 'Réponse type ajoutée',
  'modele.change': 'Réponse type changée',
  'modele.supprime': 'Réponse type supprimée',
  'demande.demander_precisions': 'Demande : précisions demandées',
  'demande.valider': 'Demande validée',
  'demande.refuser': 'Demande refusée',
  'demande.archiver': 'Demande archivée',
  'demande.annuler_reouverture': 'Demande : réouverture annulée',
  'demande.revoquer': 'Habilitation révoquée',
  'demande.transferer': 'Demande confiée à un autre',
  'demande.demander_avis': 'Demande : avis demandé',
  'demande.rendre_avis': 'Demande : avis rendu',
  'demande.retirer_avis': 'Demande : question retirée',
};

/** An act that has no words yet is shown as it is kept. */
export function actWords(acte: string): string {
  return words[acte] ?? acte;
}
