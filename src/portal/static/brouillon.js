// Keeps what is typed in a section of a request as it is typed. Without this script, the buttons of the form keep it.
const said = document.querySelector('[data-enregistrement]');
const form = said?.closest('form');
const WAIT_MS = 1500;
let timer = 0;
let underWay = null;
let stopped = false;

const stop = (sentence) => {
  stopped = true;
  said.textContent = sentence;
};

/** The fields of the form, files apart: they are sent by its buttons. */
const typed = () => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  fields.set('enregistrement', 'automatique');
  return fields;
};

const keep = async () => {
  clearTimeout(timer);
  timer = 0;
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: typed(),
      keepalive: true,
    });
    const isOurs = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    if (answer.ok && isOurs) {
      const { version, heure } = await answer.json();
      form.elements.version.value = version;
      said.textContent = `Enregistré à ${heure}`;
    } else if (answer.status === 409) {
      stop('Non enregistré : cette section a changé ailleurs. Enregistrez avec le bouton pour comparer.');
    } else if (answer.ok) {
      stop('Non enregistré : votre session est fermée. Reconnectez-vous dans un autre onglet, puis enregistrez ici.');
    } else {
      said.textContent =
        'L’enregistrement automatique a échoué. Votre saisie est toujours là : enregistrez avec le bouton.';
    }
  } catch {
    said.textContent = 'Pas de réseau : votre saisie n’est pas encore enregistrée.';
  }
};

/** One at a time: each needs the version that the one before has made. */
const keepNow = async () => {
  while (underWay !== null) await underWay;
  underWay = keep();
  await underWay;
  underWay = null;
};

if (form) {
  form.addEventListener('input', ({ target }) => {
    if (stopped || target.type === 'file') return;
    clearTimeout(timer);
    timer = setTimeout(() => void keepNow(), WAIT_MS);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== 0 && !stopped) void keepNow();
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    timer = 0;
    stopped = true;
    if (underWay === null) return;
    // What is being kept changes the version that this form carries.
    event.preventDefault();
    const { submitter } = event;
    const kept = underWay;
    void kept.then(() => {
      underWay = null;
      form.requestSubmit(submitter);
    });
  });
}
