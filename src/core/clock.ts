/** Time is passed in: milliseconds since the Unix epoch, moved forward in a sandbox by `apie horloge avancer`. */
export interface Clock {
  now(): number;
}
