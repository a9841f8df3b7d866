/* Says what is missing where the page itself could not start: a browser too old for its script, or a file not loaded. */
addEventListener('load', function () {
  var app = document.getElementById('app');
  if (!app || app.firstElementChild) return;
  var text = document.createElement('p');
  text.setAttribute('role', 'alert');
  text.style.cssText = 'max-width:34em;margin:15vh auto;padding:0 16px;font:16px/1.5 sans-serif';
  text.textContent =
    'Focal Lab could not start here. It needs a browser of 2023 or newer, such as Chrome or Edge 113, Firefox 121 or ' +
    'Safari 17. If yours is newer, a file was not loaded: reload the page.';
  app.appendChild(text);
});
