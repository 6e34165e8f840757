const long = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

/** `2019-10-17` as « 17 octobre 2019 », `2020-05-01` as « 1er mai 2020 ». */
export function longDay(day: string): string {
  return long.format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, '1er ');
}
