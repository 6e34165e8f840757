/** What an agent may ask of the site, in figures: code that bounds it and pages that tell it read it here. */

/** Forms that one agent may send in an hour. */
export const consultationsParHeure = 60;

/** Services asked by one form: all side by side, each within what the gateway gives itself. */
export const servicesParConsultation = 8;

/** A procedure is named in fewer characters than that. */
export const contexteMax = 100;

/** Agents whom one request lets in. */
export const agentsParDemande = 200;
