"use strict";
(() => {
  // Shows one step of the list at a time. Everything it says stands on the page already.
  const root = document.documentElement;
  const steps = Array.from(document.querySelectorAll("ol.steps > li"));
  const known = Array.from(document.querySelectorAll(".known li"));
  const guess = document.getElementById("guess");
  const spoken = document.getElementById("spoken");
  const last = steps.length - 1;
  let number = 0;
  let seen = 0;
  let predicting = false;
  let asked = false;
  let typed = "";
  const tally = new Map();

  const parts = steps.map((step) => Array.from(document.getElementsByClassName("of-" + step.dataset.rule)));
  const nodes = known.map((fact) => document.getElementById(fact.dataset.node));

  function choices() {
    const rules = Array.from(steps[number].querySelectorAll(".agenda code"), (one) => one.textContent);
    return rules.sort().concat(["none", "not sure"]);
  }

  function ask() {
    guess.replaceChildren();
    const heading = document.createElement("h2");
    heading.textContent = "Which rule fires next?";
    const list = document.createElement("ul");
    for (const rule of choices()) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      const hands = () => (tally.get(number + rule) || 0);
      const say = () => { button.textContent = rule + ": " + hands() + (hands() === 1 ? " hand" : " hands"); };
      say();
      button.addEventListener("click", () => { tally.set(number + rule, hands() + 1); say(); });
      item.append(button);
      list.append(item);
    }
    const reveal = document.createElement("button");
    reveal.type = "button";
    reveal.textContent = "Reveal (R)";
    reveal.addEventListener("click", show);
    guess.append(heading, list, reveal);
  }

  function show() {
    asked = false;
    seen = Math.max(seen, number);
    draw();
  }

  function draw() {
    const now = asked ? number - 1 : number;
    guess.hidden = !asked;
    document.getElementById("head").hidden = number > 0;
    const compare = document.getElementById("compare");
    if (compare) { compare.hidden = now < Number(compare.dataset.part); } // it tells what fires at that step
    if (asked) { ask(); }
    steps.forEach((step, place) => { step.hidden = asked || place !== number; });
    for (const [place, fact] of known.entries()) {
      const since = Number(fact.dataset.since);
      if (nodes[place]) { nodes[place].style.visibility = since > now ? "hidden" : ""; }
      fact.hidden = since > now;
      fact.classList.toggle("new", since === now && since > 0);
    }
    for (const [place, drawn] of parts.entries()) {
      for (const part of drawn) { part.style.visibility = place <= now ? "" : "hidden"; }
    }
    document.getElementById("where").textContent = "Step " + number + " of " + last;
    spoken.textContent = asked ? "Which rule fires next?" : steps[number].dataset.spoken;
    history.replaceState(null, "", "#step=" + number);
  }

  function go(to) {
    number = Math.max(0, Math.min(last, to));
    asked = predicting && number > seen;
    if (!asked) { seen = Math.max(seen, number); }
    draw();
  }

  function toggle(name) {
    const on = root.classList.toggle(name);
    document.querySelector('[data-do="' + name + '"]').setAttribute("aria-pressed", String(on));
  }

  const moves = {
    start: () => go(0),
    back: () => go(number - 1),
    next: () => (asked ? show() : go(number + 1)),
    end: () => go(last),
    reveal: () => { if (asked) { show(); } },
    predict: () => {
      predicting = !predicting;
      seen = number;
      document.querySelector('[data-do="predict"]').setAttribute("aria-pressed", String(predicting));
    },
    large: () => toggle("large"),
    contrast: () => toggle("contrast"),
  };
  const keys = {
    ArrowRight: "next", " ": "next", n: "next", PageDown: "next",
    ArrowLeft: "back", p: "back", PageUp: "back",
    Home: "start", End: "end", r: "reveal", t: "large", T: "large", c: "contrast", C: "contrast",
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === " " && event.target instanceof HTMLButtonElement) { return; }
    if (/^[0-9]$/.test(event.key)) { typed += event.key; return; }
    if (event.key === "g" && typed) { go(Number(typed)); typed = ""; return; }
    typed = "";
    if (keys[event.key]) { event.preventDefault(); moves[keys[event.key]](); }
  });
  for (const button of document.querySelectorAll("nav button")) {
    button.addEventListener("click", () => moves[button.dataset.do]());
  }
  let start = null;
  document.addEventListener("touchstart", (event) => { start = event.changedTouches[0].clientX; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const moved = event.changedTouches[0].clientX - start;
    if (Math.abs(moved) > 80) { moves[moved < 0 ? "next" : "back"](); }
  }, { passive: true });
  const linked = () => Number((/^#step=(\d{1,6})$/.exec(location.hash) || [0, 0])[1]);
  window.addEventListener("hashchange", () => { if (linked() !== number) { go(linked()); } });

  root.classList.add("js");
  go(linked());
})();
