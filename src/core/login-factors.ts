/** How someone has proved who he is: what he knows, what he holds, or an identity provider that answers for him. */
export type Facteur = 'mot_de_passe' | 'totp' | 'oidc';
