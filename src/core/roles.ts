/** What an account may be allowed to do; each page says which it asks for, and none implies another. */
export const roles = [
  'demandeur',
  'contact_metier',
  'contact_technique',
  'rapporteur',
  'instructeur',
  'administrateur',
] as const;

export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
