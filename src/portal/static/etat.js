// Refreshes the state of the services by itself, without moving what is being read: the part that changes is replaced whole,
// the scroll and the focus stay. Without this script, the link « Actualiser » does the same.
const part = document.getElementById('etat');
const seconds = Number(part?.dataset.actualise ?? '60');

async function refresh() {
  if (document.hidden || part === null || part.contains(document.activeElement)) return;
  const response = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (response === null || !response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('etat');
  if (fresh !== null) part.replaceChildren(...fresh.childNodes);
}

setInterval(refresh, seconds * 1000);
