/** What a process does of the service: all of it by default, a part when several share the work. */
export const everyRole = ['gateway', 'portal', 'watch', 'worker'] as const;

export type Role = (typeof everyRole)[number];

/** Reads a list such as `portal,watch`; what is wrong with it is said to `fault`. */
export function parseRoles(list: string, fault: (sentence: string) => void): ReadonlySet<Role> {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.filter((name) => !everyRole.some((role) => role === name));
  if (names.length === 0 || unknown.length > 0)
    fault(
      `ROLES doit être une liste de rôles parmi ${everyRole.join(', ')}, séparés par des virgules (reçu « ${list} »).`,
    );
  return new Set(everyRole.filter((role) => names.includes(role)));
}

/** Some of the work is left to other nodes. */
export const isApart = (roles: ReadonlySet<Role>): boolean => roles.size < everyRole.length;
