import pino, { type Logger } from 'pino';

export type Log = Logger;

/** A JWT, or a token in an address: whatever the way it came, it does not reach the log. */
const SECRETS = /eyJ[\w-]+\.[\w-]+\.[\w-]*|([?&](?:token|jeton)=)[^&\s"\\]*/g;

/** JSON logs on the standard output. Every line is scrubbed as text, so that no field can carry a token out. */
export function createLog(level: string, write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(line.replace(SECRETS, '$1[retiré]')) },
  );
}
