/** What an operator asked and cannot be done; its sentence is for the screen. */
export class Refused extends Error {}

/** Someone else has changed the same thing since it was read: it has to be read again. */
export class Outdated extends Refused {
  constructor() {
    super(
      'Quelqu’un d’autre vient de le modifier. Relisez son état actuel, puis renvoyez votre saisie si elle convient.',
    );
  }
}
