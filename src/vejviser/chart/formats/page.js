"use strict";
// Lets each picture on the page be moved, zoomed, searched and asked; without it all is there too.

const LEAST = 0.1;
const MOST = 4;
const LEGIBLE = 0.7; // a picture does not begin smaller than this
const SHARE = 0.8; // of the window's height that a picture may take
const STEP = 1.25;
const DRAG = 4; // px a pointer may stray in a click
const AROUND = 5; // px between a box and its ring
const SVG = "http://www.w3.org/2000/svg";

const filled = (words, data) => words.replace(/\{(\w+)\}/g, (_, name) => data[name]);
const within = (least, value, most) => Math.min(most, Math.max(least, value));

// Letters as they are searched: æ is found by ae, é by e.
const folded = (words) =>
  words
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "oe")
    .replaceAll("å", "aa")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");

// What a box is called, and what else is said of it.
const told = (box) => box.getAttribute("aria-label").split("; ");

function enliven(chart) {
  const find = (selector) => chart.querySelector(selector);
  const stage = find(".stage");
  const picture = find(".picture");
  const about = find(".about");
  const answer = find(".answer");
  const search = find("input[type=search]");
  const { width, height } = picture.viewBox.baseVal;
  const boxes = [...picture.querySelectorAll(".box")];
  const lines = [...picture.querySelectorAll(".line")];
  const captions = [...picture.querySelectorAll(".label")];
  const buttons = new Map(boxes.map((box) => [box, pressable(box, about.id)]));
  const texts = new Map(
    boxes.map((box) => [
      box,
      {
        name: folded(told(box)[0]),
        all: folded([box.getAttribute("aria-label"), ...shownIn(box)].join(" ")),
      },
    ]),
  );
  let scale = 1;
  let found = [];
  let at = -1;
  let chosen = null;

  const say = (key, data = {}) => {
    answer.textContent = filled(chart.dataset[key], data);
  };

  // --- size and place

  // Zoom, with what is at a point of the screen staying there.
  function zoom(to, x, y) {
    const frame = stage.getBoundingClientRect();
    const px = x ?? frame.left + stage.clientWidth / 2;
    const py = y ?? frame.top + stage.clientHeight / 2;
    const before = picture.getBoundingClientRect();
    const next = within(LEAST, to, MOST);
    const u = (px - before.left) / scale;
    const v = (py - before.top) / scale;
    resize(next);
    const after = picture.getBoundingClientRect();
    stage.scrollLeft += after.left + u * next - px;
    stage.scrollTop += after.top + v * next - py;
  }

  function resize(next) {
    scale = next;
    picture.style.width = `${width * next}px`;
    picture.style.height = `${height * next}px`;
  }

  // Begin with all of it where that can be read, and else with as much of its width as can.
  function begin() {
    const high = window.innerHeight * SHARE;
    const all = Math.min(1, stage.clientWidth / width, high / height);
    resize(all < LEGIBLE ? within(LEGIBLE, stage.clientWidth / width, 1) : all);
    // Borders and a scrollbar take their share of the height.
    stage.style.height = `${Math.min(height * scale + 20, high)}px`;
  }

  function whole() {
    zoom(Math.min(1, (stage.clientWidth - 1) / width, (stage.clientHeight - 1) / height));
  }

  function bringIntoView(box) {
    const frame = stage.getBoundingClientRect();
    const place = box.getBoundingClientRect();
    const dx = place.left + place.width / 2 - frame.left - stage.clientWidth / 2;
    const dy = place.top + place.height / 2 - frame.top - stage.clientHeight / 2;
    // What is seen already stays where it is.
    if (2 * Math.abs(dx) + place.width > stage.clientWidth) stage.scrollLeft += dx;
    if (2 * Math.abs(dy) + place.height > stage.clientHeight) stage.scrollTop += dy;
    box.scrollIntoView({ block: "nearest", inline: "nearest" });
    // On a small screen what is told of a box lies over the lower part of it.
    const seen = box.getBoundingClientRect();
    const sheet = about.getBoundingClientRect();
    const covered = seen.bottom + 2 * AROUND - sheet.top;
    if (!about.hidden && sheet.left < seen.right && covered > 0) window.scrollBy(0, covered);
  }

  // --- search

  function seek() {
    const wanted = folded(search.value.trim());
    // The first of these that finds any: a word of a name, a part of a name, any word.
    const ways = [
      ({ name }) => [...name.matchAll(/[\p{L}\p{N}]+/gu)].some((word) =>
        name.startsWith(wanted, word.index),
      ),
      ({ name }) => name.includes(wanted),
      ({ all }) => all.includes(wanted),
    ];
    const hits = ways.map((fits) => boxes.filter((box) => wanted && fits(texts.get(box))));
    found = hits.find((some) => some.length) ?? [];
    at = -1;
    for (const box of boxes) {
      box.classList.toggle("lit", found.includes(box));
      box.classList.remove("here");
      // In a box of many names, the one that is meant is lit as well.
      for (const text of box.querySelectorAll("text")) {
        const meant = found.includes(box) && folded(text.textContent).includes(wanted);
        text.classList.toggle("lit", meant);
      }
    }
    if (!wanted) answer.textContent = "";
    else if (!found.length) say("none");
    else {
      say("found", { number: found.length });
      bringIntoView(meantIn(found[0]));
    }
  }

  function forget() {
    search.value = "";
    seek();
  }

  function next(step) {
    if (!found.length) return;
    found[at]?.classList.remove("here");
    at = at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length;
    found[at].classList.add("here");
    bringIntoView(meantIn(found[at]));
    say("at", { at: at + 1, number: found.length, name: told(found[at])[0] });
  }

  // --- relations, and one box with those around it

  const off = (part) => part.classList.contains("off");
  const touches = (part, box) =>
    part.dataset.from === box.dataset.id || part.dataset.to === box.dataset.id;

  function filter() {
    const hidden = new Set(
      [...chart.querySelectorAll("fieldset input:not(:checked)")].map((box) => box.value),
    );
    for (const part of picture.querySelectorAll("[data-relation]")) {
      part.classList.toggle("off", hidden.has(part.dataset.relation));
    }
    if (chosen) choose(chosen);
  }

  function choose(box) {
    chosen = box;
    const around = lines.filter((line) => box && !off(line) && touches(line, box));
    const near = new Set([box, ...around.map((line) => other(line, box))]);
    for (const one of boxes) {
      one.classList.toggle("away", Boolean(box) && !near.has(one));
      one.classList.toggle("chosen", one === box);
      buttons.get(one).setAttribute("aria-expanded", String(one === box));
    }
    for (const part of [...lines, ...captions]) {
      part.classList.toggle("away", Boolean(box) && !touches(part, box));
    }
    about.hidden = !box;
    if (box) describe(box, around);
  }

  function other(line, box) {
    const { from, to } = line.dataset;
    const iri = from === box.dataset.id ? to : from;
    return boxes.find((one) => one.dataset.id === iri);
  }

  function describe(box, around) {
    const [name, ...facts] = told(box);
    about.querySelector(".name").textContent = name;
    about.querySelector(".facts").replaceChildren(...facts.map((fact) => item(fact)));
    const link = buttons.get(box).getAttribute("href");
    const page = about.querySelector(".page");
    page.parentElement.hidden = !link;
    if (link) page.href = link;
    about.querySelector(".lines").replaceChildren(
      ...around.map((line) => {
        const hop = document.createElement("button");
        hop.type = "button";
        hop.textContent = line.getAttribute("aria-label");
        hop.addEventListener("click", () => {
          const neighbour = other(line, box);
          choose(neighbour);
          bringIntoView(neighbour);
          about.querySelector(".name").focus({ preventScroll: true });
        });
        const entry = document.createElement("li");
        entry.append(hop);
        return entry;
      }),
    );
    about.scrollTop = 0;
    say("related", { name, number: around.length });
  }

  function leave() {
    const left = chosen;
    const inside = about.contains(document.activeElement);
    choose(null);
    say("shown");
    if (inside) buttons.get(left).focus();
  }

  // --- what people do

  for (const [box, button] of buttons) {
    button.addEventListener("click", (event) => {
      // Another key or button opens the link, as everywhere.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (box === chosen) return leave();
      choose(box);
      bringIntoView(box);
      if (event.detail === 0) about.querySelector(".name").focus({ preventScroll: true });
    });
    button.addEventListener("keydown", (event) => {
      const pressed = event.key === " " || (event.key === "Enter" && !button.href);
      if (!pressed) return;
      event.preventDefault();
      button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    });
  }
  find(".nearer").addEventListener("click", () => zoom(scale * STEP));
  find(".farther").addEventListener("click", () => zoom(scale / STEP));
  find(".whole").addEventListener("click", whole);
  find(".back").addEventListener("click", leave);
  search.addEventListener("input", seek);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") next(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown" && found.length) buttons.get(found[Math.max(at, 0)]).focus();
    else if (event.key === "Escape" && search.value) forget();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  for (const box of chart.querySelectorAll("fieldset input")) {
    box.addEventListener("change", filter);
  }
  chart.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return chosen ? leave() : forget();
    if (event.target === search) return;
    if (event.key === "+" || event.key === "=") zoom(scale * STEP);
    else if (event.key === "-" || event.key === "−") zoom(scale / STEP);
    else if (event.key === "0") whole();
    else return;
    event.preventDefault();
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      // A plain wheel scrolls; with ctrl, and by two fingers on a trackpad, it zooms.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(scale * Math.exp(-within(-50, event.deltaY, 50) / 200), event.clientX, event.clientY);
    },
    { passive: false },
  );
  drag(stage);
  pinch(stage, () => scale, zoom);

  find(".tools").hidden = false;
  begin();
  let wide = window.innerWidth;
  window.addEventListener("resize", () => {
    // On a phone the height changes whenever its bars come and go.
    if (window.innerWidth === wide) return;
    wide = window.innerWidth;
    begin();
  });
}

// The texts of a box, as they are drawn.
function shownIn(box) {
  return [...box.querySelectorAll("text")].map((text) => text.textContent);
}

// Where in a box that was found one looks for it.
function meantIn(box) {
  return box.querySelector("text.lit") ?? box;
}

// Make a box a button that tells more of it, with a ring to show where one is.
function pressable(box, target) {
  const frame = box.getBBox();
  let button = box.querySelector("a");
  if (!button) {
    button = document.createElementNS(SVG, "g");
    button.append(...[...box.children].filter((child) => child.localName !== "title"));
    button.setAttribute("tabindex", "0");
    button.setAttribute("aria-label", box.getAttribute("aria-label"));
    box.append(button);
  }
  button.setAttribute("role", "button");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", target);
  button.setAttribute("draggable", "false");
  const ring = document.createElementNS(SVG, "rect");
  const place = {
    class: "ring",
    x: frame.x - AROUND,
    y: frame.y - AROUND,
    width: frame.width + 2 * AROUND,
    height: frame.height + 2 * AROUND,
    rx: 9 + AROUND,
  };
  for (const [name, value] of Object.entries(place)) ring.setAttribute(name, value);
  button.append(ring);
  return button;
}

function item(words) {
  const entry = document.createElement("li");
  entry.textContent = words.replace(/^· /, "");
  return entry;
}

// Pan with a mouse; fingers scroll by themselves.
function drag(stage) {
  let from = null;
  let moved = false;
  stage.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop };
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    if (!moved && Math.hypot(dx, dy) < DRAG) return;
    moved = true;
    stage.classList.add("held");
    stage.scrollLeft = from.left - dx;
    stage.scrollTop = from.top - dy;
  });
  const end = () => {
    from = null;
    stage.classList.remove("held");
  };
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener(
    "click",
    (event) => {
      if (!moved) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}

// Zoom and pan with two fingers.
function pinch(stage, scale, zoom) {
  let start = null;
  const seen = ([one, two]) => ({
    apart: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY),
    x: (one.clientX + two.clientX) / 2,
    y: (one.clientY + two.clientY) / 2,
  });
  stage.addEventListener("touchstart", (event) => {
    start = event.touches.length === 2 ? { ...seen(event.touches), scale: scale() } : null;
  });
  stage.addEventListener(
    "touchmove",
    (event) => {
      if (!start || event.touches.length !== 2) return;
      event.preventDefault();
      const now = seen(event.touches);
      stage.scrollLeft += start.x - now.x;
      stage.scrollTop += start.y - now.y;
      start.x = now.x;
      start.y = now.y;
      zoom((start.scale * now.apart) / start.apart, now.x, now.y);
    },
    { passive: false },
  );
}

document.documentElement.classList.add("live");
document.querySelectorAll(".chart").forEach(enliven);
