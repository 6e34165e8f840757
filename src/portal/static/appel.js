// Shows the answer of a call in place, with the page that the form would have given: nothing goes to the address or to the
// history, and the token stays in its field. Without this script, that page is shown instead.
const TOKEN = 'champ-jeton-saisi';
const waiting = document.createElement('p');
waiting.className = 'console-attente';
waiting.setAttribute('role', 'status');
let underWay = false;

function placeWaiting() {
  document.querySelector('#console-appel form')?.append(waiting);
}

async function send(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button !== null) fields.set(button.name, button.value);
  const response = await fetch(form.action, {
    method: 'POST',
    body: fields,
    headers: { Accept: 'text/html' },
    cache: 'no-store',
  });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.getElementById('console-appel');
  const told = page.getElementById('console-resultat');
  // Not a page of the console: a session that has ended, a form too old, a portal that fails.
  if (fresh === null || told === null) return page.querySelector('h1')?.textContent ?? 'Le portail ne répond pas.';
  show(fresh, told);
  return '';
}

function show(fresh, told) {
  const typed = document.getElementById(TOKEN)?.value ?? '';
  const first = fresh.querySelector('[autofocus]') ?? told.querySelector('[autofocus]');
  first?.removeAttribute('autofocus');
  document.getElementById('console-appel').replaceWith(fresh);
  document.getElementById('console-resultat').replaceWith(told);
  const field = document.getElementById(TOKEN);
  if (field !== null) field.value = typed;
  placeWaiting();
  document.dispatchEvent(new Event('contenu-ajoute'));
  first?.focus();
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.closest('#console-appel')) return;
  event.preventDefault();
  if (underWay) return;
  underWay = true;
  waiting.textContent = event.submitter?.value === 'verifier' ? 'Vérification…' : 'Appel en cours…';
  try {
    waiting.textContent = await send(form, event.submitter);
  } catch {
    waiting.textContent = 'Le portail ne répond pas : votre appel n’a pas été fait, ou sa réponse s’est perdue.';
  } finally {
    underWay = false;
  }
});

placeWaiting();
