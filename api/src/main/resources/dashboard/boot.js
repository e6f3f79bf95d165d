/* Runs before the first paint, so that neither the theme nor the language flashes. Chooses them the way settings.js does. */
(function () {
    var root = document.documentElement;
    /** @param {string} key */
    function kept(key) {
        try {
            return localStorage.getItem(key);
        } catch {
            return null; // storage is blocked: the browser's own preference decides
        }
    }
    var theme = kept('polestar.theme');
    root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
    var asked = new URLSearchParams(location.search).get('lang') || kept('polestar.language') || navigator.language || 'en';
    root.lang = asked.toLowerCase().indexOf('zh') === 0 ? 'zh' : 'en';
})();
