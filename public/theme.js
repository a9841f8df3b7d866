/* Sets the theme before the first paint, so that a dark page never flashes white. */
(function () {
  var saved = null;
  try {
    saved = localStorage.getItem('focal-lab-theme');
  } catch {
    /* storage is blocked: the system's preference stands */
  }
  var dark = saved ? saved === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
