"use strict";
(() => {
  // Shows one step of the list at a time. Everything it says stands on the page already, sealed where it is to be guessed.
  const root = document.documentElement;
  const main = document.querySelector("main");
  if (main.dataset.sealed) { // asked from the beginning, the page tells no answer to whoever opens its file
    const bytes = Uint8Array.from(atob(main.dataset.sealed), (one) => one.charCodeAt(0));
    main.innerHTML = new TextDecoder().decode(bytes);
    delete main.dataset.sealed;
  }
  const find = (name) => document.getElementById(name);
  const steps = Array.from(document.querySelectorAll("ol.steps > li"));
  const known = Array.from(document.querySelectorAll(".known li"));
  const [guess, hands, spoken, head, compare, map] = ["guess", "hands", "spoken", "head", "compare", "map"].map(find);
  const last = steps.length - 1;
  let number = 0;
  let seen = 0;
  let predicting = document.querySelector('[data-do="predict"]').getAttribute("aria-pressed") === "true";
  let asked = false;
  let typed = "";
  const tally = new Map();

  const parts = steps.map((step) => Array.from(document.getElementsByClassName("of-" + (step.dataset.rule || "-"))));
  const nodes = known.map((fact) => find(fact.dataset.node));
  const figures = Array.from(document.querySelectorAll("figure"));
  const off = (one, is) => one.toggleAttribute("data-off", is);
  const choices = () => (steps[number].dataset.choices || "").split(" ").filter(Boolean).concat(["none", "not sure"]);
  const counted = (rule) => tally.get(number + rule) || 0;

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function pressable(does, ...inside) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...inside);
    button.addEventListener("click", (event) => {
      if (event.detail > 0) { button.blur(); } // a mouse: space goes on again
      does();
    });
    return button;
  }

  function ask() {
    const list = document.createElement("ul");
    for (const rule of choices()) {
      const count = document.createElement("span");
      const say = () => { count.textContent = counted(rule) + (counted(rule) === 1 ? " hand" : " hands"); };
      const item = document.createElement("li");
      item.append(pressable(() => { tally.set(number + rule, counted(rule) + 1); say(); }, element("span", rule), count));
      say();
      list.append(item);
    }
    guess.replaceChildren(element("h2", "Which rule fires next?"), list, pressable(show, "Reveal (R)"));
  }

  function tell() {
    const raised = choices().filter((rule) => counted(rule) > 0);
    const right = steps[number].dataset.rule;
    off(hands, asked || number === 0 || raised.length === 0);
    hands.replaceChildren("Hands: ");
    for (const [place, rule] of raised.entries()) {
      hands.append(place ? ", " : "", element(rule === right ? "strong" : "span", (rule === right ? "\u2713 " : "") + rule + " " + counted(rule)));
    }
  }

  function show() {
    asked = false;
    seen = Math.max(seen, number);
    draw();
  }

  function count() {
    const untold = predicting && seen < last; // else the class knew when it is none
    root.classList.toggle("untold", untold);
    find("where").textContent = "Step " + number + (untold ? "" : " of " + last);
  }

  function draw() {
    const now = asked ? number - 1 : number;
    const held = document.activeElement;
    const lost = guess.contains(held) || steps.some((step, place) => place !== number && step.contains(held));
    root.classList.toggle("asking", asked);
    root.classList.toggle("opening", number === 0);
    off(guess, !asked);
    off(head, number > 0);
    if (compare) { off(compare, now < Number(compare.dataset.part)); } // it tells what fires at that step
    if (asked) { ask(); }
    tell();
    steps.forEach((step, place) => { step.toggleAttribute("data-on", !asked && place === number); });
    for (const [place, fact] of known.entries()) {
      const since = Number(fact.dataset.since);
      if (nodes[place]) { nodes[place].style.visibility = since > now ? "hidden" : ""; }
      off(fact, since > now);
      fact.classList.toggle("new", since === now && since > 0);
    }
    for (const [place, drawn] of parts.entries()) {
      for (const part of drawn) { part.style.visibility = place <= now ? "" : "hidden"; }
    }
    count();
    spoken.textContent = asked ? "Which rule fires next?" : steps[number].dataset.spoken;
    history.replaceState(null, "", "#step=" + number);
    window.scrollTo(0, 0);
    place();
    if (lost) { (asked ? guess.querySelector("button") : steps[number].querySelector("h2")).focus({ preventScroll: true }); }
  }

  const scrolls = (one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;

  function place() {
    const drawn = steps[number].querySelector("figure"); // the newest stands at the bottom
    if (drawn) {
      drawn.scrollTop = drawn.scrollHeight;
      drawn.scrollLeft = (drawn.scrollWidth - drawn.clientWidth) / 2;
    }
    if (!map || !map.open || asked || number === 0 || number === last) { return; } // there the text is what counts
    map.scrollIntoView();
    const fresh = nodes[known.findIndex((fact) => fact.classList.contains("new"))];
    if (!fresh) { return; }
    const frame = map.querySelector("figure");
    const [inner, outer] = [fresh.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
    frame.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  }

  function enlarge(figure, event) {
    const picture = figure.querySelector("svg");
    const [box, at] = [picture.getBoundingClientRect(), event.detail > 0 ? event : null];
    if (!figure.classList.toggle("full")) { return; }
    place();
    if (at) { // what was clicked stands in the middle
      figure.scrollLeft = (at.clientX - box.left) / box.width * figure.scrollWidth - figure.clientWidth / 2;
      figure.scrollTop = (at.clientY - box.top) / box.height * figure.scrollHeight - figure.clientHeight / 2;
    }
  }

  function go(to) {
    for (const figure of figures) { if (!map || !map.contains(figure)) { figure.classList.remove("full"); } }
    number = Math.max(0, Math.min(last, to));
    asked = predicting && number > seen;
    if (!asked) { seen = Math.max(seen, number); }
    draw();
  }

  const pressed = (name, on) => document.querySelector('[data-do="' + name + '"]').setAttribute("aria-pressed", String(on));
  const toggle = (name) => pressed(name, root.classList.toggle(name));

  const moves = {
    start: () => go(0),
    back: () => go(number - 1),
    next: () => (asked ? show() : go(number + 1)),
    end: () => go(last),
    reveal: () => { if (asked) { show(); } },
    predict: () => {
      predicting = !predicting;
      seen = number;
      pressed("predict", predicting);
      count();
    },
    large: () => toggle("large"),
    contrast: () => toggle("contrast"),
  };
  const keys = {
    arrowright: "next", " ": "next", n: "next", pagedown: "next",
    arrowleft: "back", p: "back", pageup: "back",
    home: "start", end: "end", r: "reveal", t: "large", c: "contrast",
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    const key = event.key.toLowerCase();
    if (key === " " && typed) { event.preventDefault(); return; }
    if (key === " " && event.target.closest("button, summary")) { return; }
    const figure = event.target.closest("figure");
    if (figure && key === "enter") { enlarge(figure, event); return; }
    if (figure && key.startsWith("arrow") && scrolls(figure)) { return; }
    if (/^[0-9]$/.test(key)) { typed += key; return; }
    if (key === "g" && typed) { go(Number(typed)); typed = ""; return; }
    typed = "";
    if (keys[key]) { event.preventDefault(); moves[keys[key]](); }
  });
  for (const button of document.querySelectorAll("nav button")) {
    button.addEventListener("click", (event) => {
      if (event.detail > 0) { button.blur(); }
      moves[button.dataset.do]();
    });
  }
  for (const figure of figures) { figure.addEventListener("click", (event) => enlarge(figure, event)); }
  let start = null;
  document.addEventListener("touchstart", (event) => {
    const one = event.touches.length === 1 && !event.target.closest("figure");
    start = one ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!start) { return; }
    const [across, down] = ["clientX", "clientY"].map((side) => event.changedTouches[0][side] - start[side]);
    start = null;
    if (Math.abs(across) > 80 && Math.abs(across) > 2 * Math.abs(down)) { moves[across < 0 ? "next" : "back"](); }
  }, { passive: true });
  const linked = () => Number((/^#step=(\d{1,6})$/.exec(location.hash) || [0, 0])[1]);
  window.addEventListener("hashchange", () => { if (linked() !== number) { go(linked()); } });
  if (map) { map.addEventListener("toggle", () => { if (map.open) { map.scrollIntoView(); } place(); }); }
  if (compare) {
    document.querySelector('a[href="#compare"]').addEventListener("click", (event) => {
      event.preventDefault();
      go(Math.max(number, Number(compare.dataset.part)));
      compare.scrollIntoView();
    });
  }

  go(linked());
})();
