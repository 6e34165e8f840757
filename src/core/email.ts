const MAX_LENGTH = 254;
// What the people of this service have, not all that RFC 5321 allows: one @, a domain with a dot, nothing quoted.
const FORM = /^[^\s@"(),:;<>[\\\]\p{Cc}]+@[^\s@"(),:;<>[\\\]\p{Cc}.]+(?:\.[^\s@"(),:;<>[\\\]\p{Cc}.]+)+$/u;

/** The one spelling under which an e-mail address is known here; null when it has not the form of one. */
export function canonicalEmail(text: string): string | null {
  const email = text.trim().normalize('NFC').toLowerCase();
  return email.length <= MAX_LENGTH && FORM.test(email) ? email : null;
}
