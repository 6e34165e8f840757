/** What an author of letters asked and cannot be done; its sentence is for the screen. */
export class Refused extends Error {}

/** The letter is no longer as its author has read it: someone else changed it, or it has begun to leave. */
export class Outdated extends Refused {
  constructor() {
    super(
      'Cette lettre a changé depuis que vous l’avez ouverte. Relisez son état actuel, puis renvoyez votre saisie si elle convient.',
    );
  }
}
