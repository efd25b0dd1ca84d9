/* Filters of an authority's opinions, combined and kept in the address. The rows come as a script at the first choice: a
   page opened from a folder may not fetch. Without this script the lists of each value are pages of their own. */
(function () {
  var form = document.querySelector("[data-dt-opinions]");
  if (!form) return;
  var list = document.querySelector("[data-dt-list]");
  var whole = list.innerHTML;
  var told = form.querySelector("[role=status]");
  var labels = Array.from(list.querySelectorAll("thead th"), function (cell) { return cell.textContent; });
  var rows = null, asked = false, step = 100, shown = 0;

  function chosen() {
    return Array.from(form.elements).filter(function (one) { return one.name && one.value; });
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function cell(name, label, parts) {
    var made = element(name);
    made.dataset.label = label;
    parts.forEach(function (part) { made.append(part); });
    return made;
  }

  function line(row) {
    var made = element("tr"), link = element("a", row[1]), state = element("span", "", "dt-state dt-state--" + row[8]);
    var sign = element("span", row[7]);
    link.href = row[2] + (location.protocol === "file:" ? "index.html" : "");
    sign.setAttribute("aria-hidden", "true");
    state.append(sign, " " + row[6]);
    var number = [row[0]], title = [link], settled = [state];
    if (row[3]) number.push(" ", element("small", form.dataset.session + " " + row[3], "dt-of"));
    if (row[4]) title.push(" ", element("small", row[4]));
    if (row[9]) settled.push(" ", element("strong", form.dataset.late, "dt-late"));
    var head = cell("th", labels[1], title);
    head.scope = "row";
    made.append(cell("td", labels[0], number), head, cell("td", labels[2], [row[5]]), cell("td", labels[3], settled));
    return made;
  }

  function draw(found) {
    var table = element("table", "", "dt-table"), head = element("thead"), top = element("tr"), body = element("tbody");
    labels.forEach(function (label) { var one = element("th", label); one.scope = "col"; top.append(one); });
    head.append(top);
    table.append(head, body);
    list.replaceChildren(table);
    shown = 0;
    var more = element("button", form.dataset.more, "dt-button");
    more.type = "button";
    function add() {
      found.slice(shown, shown + step).forEach(function (row) { body.append(line(row)); });
      shown += step;
      if (shown >= found.length) more.remove();
    }
    if (found.length > step) list.append(more);
    more.addEventListener("click", add);
    add();
  }

  function show() {
    var wanted = chosen().map(function (one) { return one.name + "/" + one.value; });
    if (!wanted.length) {
      list.innerHTML = whole;
      told.textContent = "";
      return;
    }
    var found = rows.filter(function (row) {
      var codes = row[10].split(" ");
      return wanted.every(function (one) { return codes.includes(one); });
    });
    told.textContent = found.length ? form.dataset.found.replace("{}", found.length) : form.dataset.none;
    if (found.length) draw(found); else list.replaceChildren();
  }

  function choose() {
    if (rows) return show();
    if (asked) return;
    asked = true;
    var data = document.createElement("script");
    data.src = form.dataset.dtOpinions;
    data.onload = show;
    data.onerror = function () { asked = false; told.textContent = form.dataset.failed; };
    document.head.append(data);
  }

  function remember() {
    var query = chosen().map(function (one) { return one.name + "=" + encodeURIComponent(one.value); }).join("&");
    history.replaceState(null, "", location.pathname + (query ? "#" + query : ""));
  }

  function recall() {
    new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
      var field = form.elements[name];
      if (field) field.value = value;
    });
    if (chosen().length) choose();
  }

  window.doithoaiOpinions = function (given, perPage) { rows = given; step = perPage; };
  form.addEventListener("change", function () { remember(); choose(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { remember(); choose(); }); });
  form.hidden = false;
  recall();
})();
