/* Search, with or without accents. The data are scripts that call dt_found (channels/search writes them): a page opened
   from a folder may load scripts, and nothing else. Words are split and weighed as doithoai/letters.py and
   channels/search do. Whatever is typed, and whatever is found, becomes text, never markup. */
(function (root) {
  const form = document.querySelector("[data-dt-search]");
  if (!form || window.dt_found) return;
  const box = form.querySelector("input");
  const drop = form.querySelector("[data-dt-hits]");
  const page = document.querySelector("[data-dt-results]"); /* where hits stand on the page itself */
  const lost = page && page.hasAttribute("data-dt-lost");
  const told = (page && !lost ? page : drop).querySelector("[role=status]");
  const given = new URLSearchParams(location.search);
  const chosen = { part: given.get("co-quan") || "", area: given.get("to") || "" };
  const MOST_WORDS = 12, LONGEST = 200, MOST_SHELVES = 2, SHORT = 6, STEP = 20;

  /* Data: each piece once, by its name; one that did not come is asked for again. */
  const pieces = new Map();
  const waiting = new Map();
  class Stale extends Error {}

  window.dt_found = (name, version, data) => {
    const one = waiting.get(name);
    if (one) one(version, data);
  };

  function piece(name, version) {
    if (!pieces.has(name)) {
      const coming = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, (found, data) => (!version ? resolve([found, data]) : found === version ? resolve(data) : reject(new Stale(found))));
        script.onload = script.onerror = () => { script.remove(); reject(new Error(name)); };
        script.src = `${root}tim/${name}.js${version || fresh ? `?${version || fresh}` : ""}`;
        document.head.append(script);
      });
      coming.catch(() => { if (pieces.get(name) === coming) pieces.delete(name); });
      pieces.set(name, coming);
    }
    return pieces.get(name);
  }

  let fresh = ""; /* asks for a head that is not the browser's old one */
  let head = null;

  async function begin() {
    if (head) return head;
    const [version, data] = await piece("dau");
    const letters = new Map();
    for (const [value, all] of Object.entries(data.letters)) for (const one of all) letters.set(one, value);
    let pages = 0;
    const parts = data.parts.map(([id, name, count, version, areas]) => {
      pages += count;
      return { id, name, start: pages - count, end: pages, version, areas };
    });
    head = { ...data, version, letters, parts, pages };
    return head;
  }

  /* Words, as letters.py gives them. */
  const bare = (word) => word.replace(/[A-Z]/g, "");

  function words(text) {
    let plain = "";
    for (let at = 0; at < text.length; at += 1) plain += head.letters.has(text[at]) ? head.letters.get(text[at]) : " ";
    return plain.split(" ").filter(bare).map((word) => (
      /^\d+$/.test(word) ? word.replace(/^0+(?=.)/, "") : word.replace(/[FSRXJ]/g, "") + word.replace(/[^FSRXJ]/g, "")
    ));
  }

  window.dt_found.words = words; /* tests hold it against letters.py */

  /* Whether it may be the beginning of a word: a word of a lost address is nobody's who is still typing. */
  const begun = (word) => bare(word).length > 1 && (!lost || typed);

  /* What is asked for: a code in its halves, a day as its numbers. */
  function asked(text) {
    const found = words(text.replace(/(^|\D)(\d{4})(\d{4})(?!\d)/g, "$1$2 $3")).slice(0, MOST_WORDS);
    const number = (at) => /^\d+$/.test(found[at] || "");
    return found.filter((word, at) => {
      const name = bare(word);
      const dated = number(at - 1) && number(at + 1);
      if (name === "thang" || name === "nam") return !dated;
      return !(name === "ngay" && number(at + 1) && (number(at + 2) || bare(found[at + 2] || "") === "thang"));
    });
  }

  function shelf_of(word) {
    let low = 0, high = head.shelves.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (head.shelves[middle] <= word) low = middle; else high = middle;
    }
    return low;
  }

  /* The shelves of a word, and of those that begin with it while it is still being typed. */
  function shelves_of(word, open) {
    const first = shelf_of(word);
    const last = open ? shelf_of(`${word}~`) : first;
    return Array.from({ length: Math.min(last - first + 1, MOST_SHELVES) }, (_, at) => `tu/${first + at}`);
  }

  /* Calls `each` with every page of a term and its weight there; see postings.py. */
  function read(postings, each) {
    let number = 0, at = -1;
    for (let index = 0; index < postings.length; index += 1) {
      const code = postings.charCodeAt(index) - 35;
      const digit = code > 57 ? code - 1 : code;
      number = number * 45 + digit % 45;
      if (digit < 45) {
        at += 1 + Math.floor(number / 3);
        each(at, number % 3);
        number = 0;
      }
    }
  }

  /* How well a term answers a word or a row of words, 0 for not at all: a title before facts and facts before other
     words, in each of them rows before single words and whole words before begun ones; 16 more for exact accents. A day
     with its year, or a name of three words, outweighs its numbers or words wherever else they stand apart. */
  function grade(term, row, open, long) {
    const joined = term.includes("=");
    if (joined !== row.includes("=")) return 0;
    const plain = bare(term);
    const base = long ? 7 : joined ? 5 : 2;
    if (plain === bare(row)) return base + (term === row && term !== plain ? 16 : 0);
    return open && plain.startsWith(bare(row)) ? base - 1 : 0;
  }

  async function ranked(found) {
    const last = found.length - 1;
    const open = (at) => at === last && begun(found[at]);
    const loaded = await Promise.all(found.map((word, at) => Promise.all(
      shelves_of(bare(word), open(at)).map((name) => piece(name, head.version)))));
    const counts = new Uint8Array(head.pages);
    const totals = new Uint32Array(head.pages);
    const best = found.map(() => new Uint8Array(head.pages));
    const weigh = (row, from, to) => {
      for (const shelf of loaded[from]) {
        for (let at = 0; at < shelf.length; at += 2) {
          const value = grade(shelf[at], row, open(to), to - from > 1);
          if (value) {
            read(shelf[at + 1], (page, weight) => {
              for (let word = from; word <= to; word += 1) {
                if (best[word][page] < value + 4 * weight) best[word][page] = value + 4 * weight;
              }
            });
          }
        }
      }
    };
    found.forEach((word, from) => {
      weigh(word, from, from);
      for (let to = from + 1; to <= last && to < from + 6; to += 1) {
        weigh(`${word}=${found.slice(from + 1, to + 1).join("")}`, from, to);
      }
    });
    for (const one of best) {
      for (let at = 0; at < head.pages; at += 1) {
        if (one[at]) {
          counts[at] += 1;
          totals[at] += (one[at] >> 4 << 8) + (one[at] & 15);
        }
      }
    }
    return { counts, totals };
  }

  /* Which pages may be found, where somebody narrowed the search: null for all. */
  async function allowed() {
    const part = head.parts.find((one) => one.id && one.id === chosen.part);
    if (!part) return null;
    const pages = new Uint8Array(head.pages);
    const areas = part.areas && chosen.area ? await piece(`to/${part.id}`, part.version) : [];
    const area = areas.find(([name]) => name === chosen.area);
    if (area) read(area[1], (at) => { pages[part.start + at] = 1; }); else pages.fill(1, part.start, part.end);
    return pages;
  }

  /* Pages in the order of their worth; `whole` tells whether they have all the words. */
  async function sought(text) {
    const found = asked(text);
    if (!found.length) return { found, hits: [], whole: true };
    const [{ counts, totals }, only] = await Promise.all([ranked(found), allowed()]);
    let most = 0;
    for (let at = 0; at < head.pages; at += 1) if (!only || only[at]) most = Math.max(most, counts[at]);
    const hits = [];
    if (most * 2 >= found.length && most) {
      for (const part of head.parts) {
        for (let at = part.start; at < part.end; at += 1) {
          if (counts[at] === most && (!only || only[at])) {
            hits.push((0xffff - totals[at]) * 2 ** 36 + (at - part.start) * 2 ** 18 + at);
          }
        }
      }
    }
    return { found, hits: Float64Array.from(hits).sort(), whole: most === found.length };
  }

  async function names(hits) {
    return Promise.all(Array.from(hits, async (hit) => {
      const at = hit % 2 ** 18;
      const part = head.parts.find((one) => at < one.end);
      const within = at - part.start;
      const name = `trang/${part.id && `${part.id}/`}${Math.floor(within / head.piece)}`;
      const [address, title, about] = (await piece(name, part.version))[within % head.piece];
      return { address, title, about: [part.name, about].filter(Boolean).join(" · ") };
    }));
  }

  /* Showing. */
  function element(name, words, inside = []) {
    const made = document.createElement(name);
    if (words) made.className = words;
    made.append(...inside);
    return made;
  }

  function marked(title, found) {
    const answers = (piece) => words(piece).some((one) => found.some((word, at) => (
      bare(one) === bare(word) || (at === found.length - 1 && begun(word) && bare(one).startsWith(bare(word))))));
    return title.split(/(\s+)/).map((piece) => (answers(piece) ? element("mark", "", [piece]) : piece));
  }

  function line({ address, title, about }, found) {
    const link = element("a", "", marked(title, found));
    link.href = root + address + (location.protocol === "file:" ? "index.html" : "");
    return element("li", "", [link, element("span", "dt-line__about", [about])]);
  }

  function tell(text) { if (told.textContent !== text) told.textContent = text; }

  function summary({ hits, found, whole }) {
    const say = head.words;
    if (!found.length) return /[\u00a8-\u00be\u00d8-\u00df]/.test(box.value) ? say.legacy : say.type;
    if (!hits.length) return say.none;
    if (!whole) return say.near;
    return hits.length === 1 ? say.one : say.many.replace("{}", hits.length.toLocaleString("vi"));
  }

  let turn = 0, shown = STEP;

  async function search(again) {
    const mine = turn += 1;
    const text = (lost && !typed ? missed() : box.value).slice(0, LONGEST);
    if (page && !lost) remember(text);
    try {
      await begin();
      if (page && !lost) await filters();
      if (mine !== turn) return;
      if (!text.trim()) return clear();
      const result = await sought(text);
      const most = page && !lost ? shown : SHORT;
      const lines = (await names(result.hits.slice(0, most))).map((one) => line(one, result.found));
      if (mine !== turn) return;
      show(result, lines);
    } catch (failure) {
      if (mine !== turn) return;
      if (failure instanceof Stale && !again) {
        pieces.clear();
        head = null;
        fresh = failure.message;
        return search(true);
      }
      show({ hits: [] }, []);
      tell(form.dataset.failed);
    }
  }

  function show(result, lines) {
    if (page) {
      page.querySelector("ul").replaceChildren(...lines);
      page.hidden = lost && !lines.length;
    }
    if (!page || lost) {
      drop.querySelector("ul").replaceChildren(...(lost && !typed ? [] : lines));
      drop.hidden = lost && !typed;
      all.textContent = result.hits.length > SHORT ? head.words.all.replace("{}", result.hits.length) : all_words;
      all.href = result.hits.length > SHORT ? `${form.action}?q=${encodeURIComponent(box.value.trim().slice(0, LONGEST))}` : all_href;
    } else {
      page.querySelector("[data-dt-more]").hidden = result.hits.length <= lines.length;
    }
    if (result.found) tell(summary(result));
  }

  const all = drop.querySelector(".dt-search__all a");
  const all_words = all.textContent, all_href = all.href;
  let typed = false;

  function clear() {
    drop.hidden = true;
    tell("");
    if (page && !lost) {
      page.querySelector("ul").replaceChildren();
      page.querySelector("[data-dt-more]").hidden = true;
    }
  }

  function remember(text) {
    const kept = new URLSearchParams(Object.entries({ q: text, "co-quan": chosen.part, to: chosen.area }).filter((one) => one[1]));
    try { history.replaceState(null, "", `?${kept}`); } catch (refused) { /* opened from a folder */ }
  }

  /* On the lookup page: narrowing to an authority and to one of its residential groups. */
  function choice(name, every, options, value) {
    const select = page.querySelector(`[data-dt-${name}]`);
    const first = new Option(every, "");
    select.replaceChildren(first, ...options.map(([key, words]) => new Option(words, key)));
    select.value = options.some(([key]) => key === value) ? value : "";
    select.closest("label").hidden = !options.length;
  }

  async function filters() {
    const parts = head.parts.filter((one) => one.id);
    if (parts.length === 1) chosen.part = parts[0].id;
    choice("part", head.words.every_authority, parts.length > 1 ? parts.map((one) => [one.id, one.name]) : [], chosen.part);
    const part = parts.find((one) => one.id === chosen.part && one.areas);
    const areas = part ? await piece(`to/${part.id}`, part.version) : [];
    choice("area", head.words.every_area, areas.map(([name]) => [name, name]), chosen.area);
  }

  /* Words of an address that leads nowhere. */
  function missed() {
    try {
      return decodeURIComponent(location.pathname).split("/").slice(-4).join(" ").replace(/[-_.]|html?$/g, " ").trim();
    } catch (garbled) {
      return "";
    }
  }

  box.addEventListener("input", () => { typed = true; shown = STEP; search(); });
  box.addEventListener("focus", () => { if (box.value.trim() && drop.hidden && typed) search(); });
  form.addEventListener("submit", (event) => {
    if (!page || lost) return;
    event.preventDefault();
    search();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) drop.hidden = true; });
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) drop.hidden = true; });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !drop.hidden) {
      box.focus();
      drop.hidden = true;
      turn += 1; /* whatever is still on its way comes too late */
      event.preventDefault();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || drop.hidden) return;
    const stops = [box, ...drop.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
    event.preventDefault();
  });

  if (lost) {
    search();
  } else if (page) {
    page.hidden = false;
    box.value = box.value || (given.get("q") || "").slice(0, LONGEST);
    page.addEventListener("change", (event) => {
      chosen[event.target.hasAttribute("data-dt-part") ? "part" : "area"] = event.target.value;
      if (event.target.hasAttribute("data-dt-part")) chosen.area = "";
      shown = STEP;
      search();
    });
    page.querySelector("[data-dt-more]").addEventListener("click", () => { shown += STEP; search(); });
    search();
  } else if (box.value.trim()) {
    typed = true;
    search();
  }
})(new URL("../../", document.currentScript.src).href);
