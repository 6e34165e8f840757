// Lets a message be closed, for as long as the tab is open. It runs right after the messages: a closed one is never seen to go
// away. Without this script, messages stay until their end.
for (const bar of document.querySelectorAll('#messages [data-annonce]')) {
  const key = `annonce-${bar.dataset.annonce}`;
  if (sessionStorage.getItem(key) !== null) {
    bar.remove();
    continue;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'fr-btn--close fr-btn';
  button.textContent = 'Masquer le message';
  button.addEventListener('click', () => {
    sessionStorage.setItem(key, '');
    bar.remove();
    document.getElementById('contenu')?.focus();
  });
  bar.querySelector('.fr-notice__body').append(button);
}
const messages = document.getElementById('messages');
if (messages.querySelector('.fr-notice, p') === null) messages.remove();
