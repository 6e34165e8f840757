// Searches as one types and as one chooses, with the page that the form would have given: only its results and its filters'
// counts are replaced, the address follows. Without this script, the buttons of the form do the same.
const form = document.getElementById('recherche');
const field = document.getElementById('q');
let waiting = 0;
let asked = 0;

async function search() {
  asked += 1;
  const rank = asked;
  const given = [...new FormData(form)].filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString();
  const address = query === '' ? form.action : `${form.action}?${query}`;
  const response = await fetch(address, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (response === null || !response.ok || rank !== asked) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const select of form.querySelectorAll('select')) {
    const chosen = select.value;
    select.replaceChildren(...fresh.getElementById(select.id).childNodes);
    select.value = chosen;
  }
  // The status line stays the same element: screen readers follow its text.
  const results = document.getElementById('resultats');
  const found = fresh.getElementById('resultats');
  results.querySelector('[role=status]').textContent = found.querySelector('[role=status]').textContent;
  found.querySelector('[role=status]').remove();
  results.replaceChildren(results.querySelector('[role=status]'), ...found.childNodes);
  history.replaceState(null, '', address);
}

function searchSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(search, 250);
}

field.addEventListener('input', searchSoon);
for (const select of form.querySelectorAll('select')) select.addEventListener('change', searchSoon);
