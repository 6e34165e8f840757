import type { TestInstance } from './instance.ts';
import { linkIn, mailsTo } from './mails.ts';
import { password, Visitor } from './visitor.ts';

let people = 0;

/** What someone types to open an account; a new e-mail each time. */
export function identity(email = `personne-${++people}@mairie.example`) {
  const words = { mot_de_passe: password, confirmation: password };
  return { email, prenom: 'Camille', nom: 'Noël', fonction: 'Juriste', telephone: '01 23 45 67 89', ...words };
}

/** Someone whose account is open and whose e-mail is verified, by the pages that anyone has; not logged in. */
export async function signedUp(instance: TestInstance, email?: string): Promise<{ visitor: Visitor; email: string }> {
  const typed = identity(email);
  const visitor = new Visitor(instance.url);
  await visitor.get('/inscription');
  await visitor.post('/inscription', typed);
  await visitor.post(linkIn((await mailsTo(instance, typed.email)).at(-1), '/inscription/verification/'), {});
  return { visitor, email: typed.email };
}
