/* Runs in the head, before anything is painted. */

/* A web font is on its way before the sheet that names it is read; from a folder browsers allow no such thing. */
if (location.protocol !== "file:") {
  for (const weight of [400, 700]) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" });
    link.href = new URL("be-vietnam-pro-" + weight + ".woff2", document.currentScript.src).href;
    document.head.append(link);
  }
}

/* What a reader chooses stays chosen: the colours and the size of reading. A browser that blocks storage keeps the choice
   for this page only. */
(function () {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choices = { theme: ["auto", "light", "dark"], size: ["1", "2", "3"] };
  const chosen = {};

  function kept(name) {
    try { return localStorage.getItem("dt-" + name); } catch (_) { return null; }
  }

  function keep(name, value) {
    try { localStorage.setItem("dt-" + name, value); } catch (_) { /* for this page only */ }
  }

  function apply(name) {
    const value = chosen[name];
    if (name === "size") root.dataset.dtSize = value;
    else root.dataset.mdColorScheme = value === "dark" || (value === "auto" && dark.matches) ? "slate" : "default";
  }

  function offer(name) {
    const button = document.querySelector("[data-dt-choice=" + name + "]");
    function told() {
      button.dataset.now = chosen[name];
      button.title = button.dataset[chosen[name]];
      button.setAttribute("aria-label", button.title);
    }
    button.addEventListener("click", () => {
      const all = choices[name];
      chosen[name] = all[(all.indexOf(chosen[name]) + 1) % all.length];
      keep(name, chosen[name]);
      apply(name);
      told();
    });
    told();
    button.hidden = false;
  }

  root.classList.replace("no-js", "js");
  root.dataset.mdColorPrimary = "indigo";
  for (const name of Object.keys(choices)) {
    const before = kept(name);
    chosen[name] = choices[name].includes(before) ? before : choices[name][0];
    apply(name);
  }
  dark.addEventListener("change", () => apply("theme"));
  document.addEventListener("DOMContentLoaded", () => Object.keys(choices).forEach(offer));
})();

/* The menu of a small screen: Escape closes it and leads back to its switch; it closes too when it is left. */
document.addEventListener("DOMContentLoaded", () => {
  const menu = document.querySelector("[data-dt-menu]");
  const close = () => { menu.open = false; };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
  menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(); });
});

/* Opened from a folder, an address ending in "/" would list the folder: lead to its page instead. */
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}

(function (assets) {
  function fetched(name, failed) {
    const script = document.createElement("script");
    script.src = assets + name;
    script.onerror = () => { script.remove(); if (failed) failed(); };
    document.head.append(script);
  }

  /* The search is fetched when somebody turns to it, or by a page that is there to show what was found. */
  let asked = false;
  function search() {
    if (asked) return;
    asked = true;
    fetched("tim.js", () => {
      const box = document.querySelector("[data-dt-search]");
      box.querySelector("[role=status]").textContent = box.dataset.failed;
      box.querySelector("[data-dt-hits]").hidden = false;
      asked = false; /* the next letter tries again */
    });
  }
  for (const kind of ["focusin", "input"]) {
    document.addEventListener(kind, (event) => { if (event.target.id === "dt-q") search(); });
  }

  /* Reading aloud is fetched only where the device has a Vietnamese voice to do it. */
  function voice() {
    const found = speechSynthesis.getVoices().some((one) => /^vi([-_]|$)/i.test(one.lang));
    if (found && !window.__dt_listening) fetched("nghe.js");
    return found;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const results = document.querySelector("[data-dt-results]");
    if (results && (location.search || "dtLost" in results.dataset)) search();
    if (!window.speechSynthesis || !document.querySelector("[data-dt-said]") || voice()) return;
    speechSynthesis.addEventListener("voiceschanged", voice);
  });
})(new URL("../doithoai/", document.currentScript.src).href);
