/* Reads an announcement aloud with a Vietnamese voice of the device; where there is none, nothing is offered.
   Sentence by sentence: browsers cut long utterances off, and pausing one is not to be relied on. */
(function () {
  const synth = window.speechSynthesis;
  if (!synth || !window.SpeechSynthesisUtterance || window.__dt_listening) return;
  window.__dt_listening = true;

  let player = null; /* the part of the page that is being read, or rests */
  let lines = [];
  let at = 0;
  let current = null; /* kept: an utterance that nothing refers to may end without telling */

  function voice() {
    const found = synth.getVoices().filter((one) => /^vi([-_]|$)/i.test(one.lang));
    return found.find((one) => one.localService) || found[0];
  }

  function play_button(part) { return part.querySelector("[data-dt-play]"); }
  function stop_button(part) { return part.querySelector("[data-dt-stop]"); }

  function show(part, state) {
    const button = play_button(part);
    const focused = document.activeElement === stop_button(part);
    button.textContent = button.getAttribute("data-" + state);
    stop_button(part).hidden = state === "start";
    if (focused && state === "start") button.focus();
  }

  function silence() {
    current = null; /* what ends from now on was ended by us */
    synth.cancel();
  }

  function stop() {
    if (!player) return;
    const part = player;
    player = null;
    silence();
    show(part, "start");
  }

  function pause() {
    silence();
    show(player, "resume");
  }

  function next() {
    if (at >= lines.length) return stop();
    const said = new SpeechSynthesisUtterance(lines[at]);
    const chosen = voice();
    if (chosen) said.voice = chosen;
    said.lang = chosen ? chosen.lang : "vi-VN";
    said.rate = 0.9;
    said.onend = () => { if (said === current) { at += 1; next(); } };
    said.onerror = () => { if (said === current) stop(); };
    current = said;
    synth.speak(said);
    show(player, "pause");
  }

  function play(part) {
    if (part === player) {
      if (current) return pause();
    } else {
      stop();
      player = part;
      at = 0;
      lines = part.getAttribute("data-dt-said").split("\n").filter((line) => line.trim());
    }
    next();
  }

  function offer() {
    if (!voice()) return;
    document.querySelectorAll("[data-dt-said]").forEach((part) => { part.hidden = false; });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest ? event.target.closest("[data-dt-play], [data-dt-stop]") : null;
    const part = button && button.closest("[data-dt-said]");
    if (part) button.hasAttribute("data-dt-stop") ? stop() : play(part);
  });
  window.addEventListener("pagehide", stop);
  if (synth.addEventListener) synth.addEventListener("voiceschanged", offer);
  else synth.onvoiceschanged = offer;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offer);
  else offer();
})();
