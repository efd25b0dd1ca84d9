/* What Material keeps in inline scripts, as a file: the content security policy allows no inline script.
   Material's bundle calls the three __md_ functions; the names and the storage keys are its own. */
(function (script) {
  var scope = new URL("../../", script.src);

  window.__md_scope = scope;
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, c) { return (sum << 5) - sum + c.charCodeAt(0); }, 0);
  };
  window.__md_get = function (key, storage, base) {
    try {
      return JSON.parse((storage || localStorage).getItem((base || scope).pathname + "." + key));
    } catch (e) {
      return null; /* storage switched off, or a value that is not ours */
    }
  };
  window.__md_set = function (key, value, storage, base) {
    try {
      (storage || localStorage).setItem((base || scope).pathname + "." + key, JSON.stringify(value));
    } catch (e) { /* storage switched off: the choice lasts for this page only */ }
  };

  var palette = __md_get("__palette");
  if (!palette || !palette.color) return;
  var color = palette.color;
  if (color.media === "(prefers-color-scheme)") {
    var wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    var input = document.querySelector("[data-md-color-media='(prefers-color-scheme: " + wanted + ")']");
    ["media", "scheme", "primary", "accent"].forEach(function (name) {
      color[name] = input.getAttribute("data-md-color-" + name);
    });
  }
  Object.keys(color).forEach(function (name) {
    document.body.setAttribute("data-md-color-" + name, color[name]);
  });
})(document.currentScript);

/* Opened from a folder, an address ending in "/" would list the folder: lead to its page instead. */
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}

/* The search is fetched when somebody turns to it, or by a page that is there to show what was found. */
(function (source) {
  let asked = false;
  function fetch_it() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = source;
    script.onerror = () => {
      const box = document.querySelector("[data-dt-search]");
      box.querySelector("[role=status]").textContent = box.dataset.failed;
      box.querySelector("[data-dt-hits]").hidden = false;
      script.remove();
      asked = false; /* the next letter tries again */
    };
    document.head.append(script);
  }
  for (const kind of ["focusin", "input"]) {
    document.addEventListener(kind, (event) => { if (event.target.id === "dt-q") fetch_it(); });
  }
  document.addEventListener("DOMContentLoaded", () => { if (document.querySelector("[data-dt-results]")) fetch_it(); });
})(new URL("../doithoai/tim.js", document.currentScript.src).href);
