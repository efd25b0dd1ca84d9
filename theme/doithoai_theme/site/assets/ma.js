/* s/: from a typed code to its page, or plainly why not. The codes come as a script on the first look-up: a page opened
   from a folder may not fetch. Check digit: Damm, as in domain/spoken_code.py. */
(function () {
  var form = document.querySelector("[data-dt-codes]");
  if (!form) return;
  var field = form.querySelector("input");
  var answer = form.querySelector("[role=status]");
  var table = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
  var known = null;

  function closes(digits) {
    return Array.from(digits).reduce(function (sum, digit) { return +table[sum][+digit]; }, 0) === 0;
  }

  function grouped(digits) {
    return digits.slice(0, 4) + " " + digits.slice(4);
  }

  function say(name, digits) {
    answer.textContent = form.dataset[name].replace("{}", digits);
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  function go(digits) {
    if (!known.has(digits)) return say("unknown", grouped(digits));
    location.href = digits + "/" + (location.protocol === "file:" ? "index.html" : "");
  }

  window.doithoaiCodes = function (row, length) {
    known = new Set();
    for (var at = 0; at < row.length; at += length) known.add(row.slice(at, at + length));
  };

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    answer.textContent = "";
    field.removeAttribute("aria-invalid");
    var digits = field.value.replace(/[\s.\-\u2013]/g, "");
    if (!/^\d{8}$/.test(digits)) return say("length", "");
    if (digits[0] === "0" || !closes(digits)) return say("wrong", grouped(digits));
    if (known) return go(digits);
    var list = document.createElement("script");
    list.src = form.dataset.dtCodes;
    list.onload = function () { go(digits); };
    list.onerror = function () { say("failed", ""); };
    document.head.append(list);
  });

  form.hidden = false;
})();
