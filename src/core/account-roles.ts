/** What an account may be allowed to do; each page says which it asks for, and none implies another. */
export const accountRoles = [
  'demandeur',
  'contact_metier',
  'contact_technique',
  'rapporteur',
  'instructeur',
  'administrateur',
] as const;

export type AccountRole = (typeof accountRoles)[number];

export function isAccountRole(text: string): text is AccountRole {
  return accountRoles.some((role) => role === text);
}
