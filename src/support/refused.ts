/** What someone asked and cannot be done; its sentence is for the screen. */
export class Refused extends Error {}

/** Something was said since the ticket was read: it has to be read again. */
export class Outdated extends Refused {
  constructor() {
    super(
      'Du nouveau est arrivé pendant que vous écriviez. Lisez-le ci-dessous, puis renvoyez votre saisie si elle convient toujours.',
    );
  }
}
