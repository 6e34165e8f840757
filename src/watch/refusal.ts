/** What is wrong with a question asked of the API of availability: told as the seed tells it, `{"error":{"message"}}`. */
export class WatchRefusal extends Error {}
