/** What the service promises, in figures: code that keeps a promise and pages that tell it read it here. */

/** Life of a token, in calendar months. */
export const tokenLifeMonths = 18;

/** How long an application is examined, on average, in days. */
export const usualInstructionDays = 11;

/** How long the trace of a call is kept. */
export const traceMonths = 36;

/** Life of the link by which a requester hands a token over. */
export const handoverLinkHours = 4;

/** Reminders before the end of a token, in days; 0 is the last day itself. */
export const noticeDays = [90, 60, 30, 15, 7, 3, 1, 0] as const;

/** An `object` is shorter than that. */
export const objectMaxCharacters = 50;

/** Share of the time, in percent, in which each endpoint is to answer. */
export const promisedAvailability = 99.5;
