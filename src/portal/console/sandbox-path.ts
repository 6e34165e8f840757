/** The page of the console. */
export const SANDBOX_PATH = '/developpeurs/bac-a-sable';
