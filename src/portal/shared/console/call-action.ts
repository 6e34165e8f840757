import type { Callable } from './callable.ts';

/** Where the form of a sheet is sent. */
export const callActionOf = ({ sheetPath }: Callable): string => `${sheetPath}/appel`;
