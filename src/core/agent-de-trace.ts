const MARK = 'agent:';

/** How the trace of a call made on the site names the agent for whom it was made, by his account. */
export const nomDeTrace = (compte: string): string => `${MARK}${compte}`;

/** The account of that agent; null when the call was made otherwise. */
export const agentDeTrace = (userId: string | null): string | null =>
  userId?.startsWith(MARK) ? userId.slice(MARK.length) : null;
