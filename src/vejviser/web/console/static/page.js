// The query page: runs what is written, shows what is answered, and says it in the address.
import { begin, shown, told } from "./answer.js";
import { edited } from "./editor.js";

const GRAPHS = ["CONSTRUCT", "DESCRIBE"];
const LONGEST_HASH = 100000;
const form = document.getElementById("ask");
const fields = form.elements;
const words = JSON.parse(form.dataset.words);
const at = (id) => document.getElementById(id);
let running = null;
let terms = { prefixes: {}, terms: [] };

const say = (key, data = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => data[name] ?? whole);

const editor = edited(fields.query, { say, run, known: () => terms, odd: at("odd") });

function given() {
  editor.complete();
  const asked = { query: editor.text(), on: fields.on.value, standing: fields.standing.value };
  return Object.entries(asked).filter(([, value]) => value);
}

// What the server answers, as { kind, text }; else it throws, with a sentence to show.
async function asked(more, signal) {
  const body = new URLSearchParams([...given(), ...more]);
  const headers = {
    Accept: "application/sparql-results+json, text/turtle",
    "Accept-Language": document.documentElement.lang,
  };
  let response;
  let text;
  try {
    response = await fetch(form.action, { method: "POST", body, headers, signal });
    text = await response.text();
  } catch (error) {
    throw error.name === "AbortError" ? error : new Error(say("unreached"));
  }
  const kind = (response.headers.get("Content-Type") || "").split(";")[0];
  if (!response.ok) {
    throw new Error(kind === "application/problem+json" ? JSON.parse(text).detail : `${response.status}`);
  }
  return { kind, text };
}

// Runs one thing at a time: what is begun anew ends what was under way.
async function alone(work) {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  at("stop").hidden = false;
  at("wrong").replaceChildren();
  told(say("running"));
  try {
    await work(mine.signal);
  } catch (error) {
    if (running !== mine) return;
    if (error.name === "AbortError") {
      told(say("stopped"));
    } else {
      told("");
      at("wrong").textContent = `${error.message} ${editor.point(error.message)}`;
    }
  } finally {
    if (running === mine) {
      running = null;
      at("stop").hidden = true;
    }
  }
}

function run() {
  return alone(async (signal) => {
    begin();
    remember();
    const start = performance.now();
    const answer = await asked([], signal);
    const seconds = (performance.now() - start) / 1000;
    shown(answer, { say, seconds, terms, root: form.dataset.root });
  });
}

function download() {
  return alone(async (signal) => {
    const format = fields.format.value;
    const { kind, text } = await asked([["format", format]], signal);
    const name = `${form.dataset.name || "vejviser"}.${format}`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: kind }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    told(say("fetched", { name }));
  });
}

// --- the address

function link() {
  const address = new URL(location.href);
  address.search = "";
  address.searchParams.set("lang", document.documentElement.lang);
  address.hash = new URLSearchParams(given()).toString();
  return address.href;
}

function remember() {
  const { hash } = new URL(link());
  if (hash.length < LONGEST_HASH) history.replaceState(null, "", hash);
}

function recall() {
  const said = new URLSearchParams(location.hash.slice(1));
  if (!said.get("query")) return;
  editor.write(said.get("query"));
  fields.on.value = said.get("on") ?? "";
  fields.standing.value = said.get("standing") === "all" ? "all" : "";
}

async function copy() {
  const address = link();
  at("address").value = address;
  form.querySelector(".linked").hidden = false;
  try {
    await navigator.clipboard.writeText(address);
    told(say("copied"));
  } catch {
    at("address").select();
    told(say("copy"));
  }
}

// The other language shows the same query, where one has been written.
function carry(event) {
  if (editor.text() !== begun || location.hash) event.currentTarget.hash = new URL(link()).hash;
}

// --- the gallery

function gallery() {
  const box = document.querySelector(".gallery");
  const all = [...box.querySelectorAll("li")];
  const plain = (text) => text.toLowerCase().normalize("NFC");
  if (matchMedia("(max-width: 60rem)").matches) box.open = false;
  const list = box.querySelector("ul");
  const chosen = box.querySelector("[aria-current]");
  if (chosen) list.scrollTop = chosen.offsetTop - list.offsetTop - list.clientHeight / 3;
  at("filter").addEventListener("input", (event) => {
    const wanted = plain(event.target.value).split(/\s+/);
    for (const item of all) item.hidden = !wanted.every((word) => plain(item.textContent).includes(word));
    const count = all.filter((item) => !item.hidden).length;
    box.querySelector(".count").textContent = say("questions", { count, all: all.length });
  });
}

function fitting() {
  const group = GRAPHS.includes(editor.kind()) ? 1 : 0;
  const [own] = fields.format.selectedOptions;
  const wanted = fields.format.querySelectorAll("optgroup")[group];
  if (own.parentElement !== wanted) wanted.firstElementChild.selected = true;
}

const begun = editor.text();
gallery();
recall();
fitting();
editor.changed(fitting);
for (const one of document.querySelectorAll(".scripted")) one.hidden = false;
document.querySelector(".unscripted").hidden = true;
at("run").addEventListener("click", run);
at("stop").addEventListener("click", () => running?.abort());
at("link").addEventListener("click", copy);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  download();
});
window.addEventListener("hashchange", recall);
document.querySelector("nav a[lang]").addEventListener("click", carry);
fetch(`${form.dataset.root}/query/terms.json?lang=${document.documentElement.lang}`)
  .then((response) => response.json())
  .then((found) => {
    terms = found;
  })
  .catch(() => told(say("unreached")));
