/** Where the links of the mails lead. */
export interface Liens {
  readonly demande: (id: string) => string;
  readonly messages: (id: string) => string;
  /** The same request, for who examines it. */
  readonly instruction: (id: string) => string;
  readonly preferences: string;
  readonly demarrer: string;
  readonly quotidien: string;
  readonly etat: string;
  readonly abonnements: string;
  readonly editeurs: string;
  readonly donneesPersonnelles: string;
  readonly support: string;
}

export function liensSur(publicUrl: string): Liens {
  return {
    demande: (id) => `${publicUrl}/demandes/${id}`,
    messages: (id) => `${publicUrl}/demandes/${id}/messages`,
    instruction: (id) => `${publicUrl}/instruction/demandes/${id}`,
    preferences: `${publicUrl}/compte/notifications`,
    demarrer: `${publicUrl}/documentation/demarrer`,
    quotidien: `${publicUrl}/documentation/quotidien`,
    etat: `${publicUrl}/etat-des-services`,
    abonnements: `${publicUrl}/abonnements`,
    editeurs: `${publicUrl}/cas-usage/editeurs`,
    donneesPersonnelles: `${publicUrl}/donnees-personnelles`,
    support: `${publicUrl}/support`,
  };
}
