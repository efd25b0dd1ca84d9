/* A button beside each text that copies it. Without a clipboard the text is marked, so that one key copies it. */
(function () {
  document.querySelectorAll("[data-dt-copy]").forEach(function (button) {
    const text = button.parentElement.querySelector(".dt-copy__text");
    const words = button.innerHTML;
    let back = 0;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");

    function mark() {
      const range = document.createRange();
      range.selectNodeContents(text);
      const chosen = window.getSelection();
      chosen.removeAllRanges();
      chosen.addRange(range);
    }

    function done() {
      button.textContent = button.getAttribute("data-done");
      clearTimeout(back);
      back = setTimeout(function () { button.innerHTML = words; }, 4000);
    }

    button.addEventListener("click", function () {
      const copying = navigator.clipboard ? navigator.clipboard.writeText(text.textContent) : Promise.reject();
      copying.then(done, function () { mark(); try { if (document.execCommand("copy")) done(); } catch (_) { /* marked */ } });
    });
  });
})();
