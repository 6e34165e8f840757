/** Where the links of our mails lead. */
export interface Addresses {
  readonly login: string;
  readonly forgotten: string;
  readonly security: string;
  readonly organisations: string;
  readonly ownData: string;
  /** Where an identity provider sends browsers back to, once logged in, then out. */
  readonly oidcReturn: string;
  readonly oidcLogout: string;
  verification(key: string): string;
  password(key: string): string;
  newEmail(key: string): string;
  invitation(key: string): string;
}

export function addressesOn(publicUrl: string): Addresses {
  return {
    login: `${publicUrl}/connexion`,
    forgotten: `${publicUrl}/mot-de-passe/oublie`,
    security: `${publicUrl}/compte/securite`,
    organisations: `${publicUrl}/compte/organisations`,
    ownData: `${publicUrl}/compte/donnees`,
    oidcReturn: `${publicUrl}/connexion/oidc/retour`,
    oidcLogout: `${publicUrl}/deconnexion/retour`,
    verification: (key) => `${publicUrl}/inscription/verification/${key}`,
    password: (key) => `${publicUrl}/mot-de-passe/${key}`,
    newEmail: (key) => `${publicUrl}/adresse/${key}`,
    invitation: (key) => `${publicUrl}/invitation/${key}`,
  };
}
