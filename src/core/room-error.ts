/** A room that cannot be opened: says which and why, for the one who writes it. */
export class RoomError extends Error {}
