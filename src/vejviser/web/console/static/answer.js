// What an answer looks like: a table, yes or no, or a graph as text.

const MOST_ROWS = 1000;
const MOST_TEXT = 200000;
const OWN = "https://w3id.org/vejviser/";
const language = document.documentElement.lang;
const order = new Intl.Collator(language, { numeric: true });
const number = new Intl.NumberFormat(language);
const place = document.getElementById("shown");

const made = (name, text = "", given = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
  return element;
};

export function told(text) {
  document.getElementById("told").textContent = text;
}

export function begin() {
  place.replaceChildren();
}

// Shows an answer. `page` has: say, seconds, terms, root.
export function shown({ kind, text }, page) {
  const seconds = page.seconds.toLocaleString(language, { maximumSignificantDigits: 2 });
  if (!kind.endsWith("json")) {
    told(page.say("graph", { seconds }));
    graph(text, page);
    return;
  }
  const answer = JSON.parse(text);
  if ("boolean" in answer) {
    told("");
    place.append(made("p", page.say(answer.boolean ? "yes" : "no"), { class: "truth" }));
    return;
  }
  const rows = answer.results.bindings;
  const count = number.format(rows.length);
  if (rows.length > MOST_ROWS) {
    told(page.say("first", { shown: number.format(MOST_ROWS), count }));
  } else if (rows.length) {
    told(page.say(rows.length === 1 ? "row" : "rows", { count, seconds }));
  } else {
    told(page.say("none"));
  }
  if (rows.length) table(answer.head.vars, rows, page);
}

function graph(text, page) {
  if (text.length > MOST_TEXT) told(page.say("cut"));
  const box = made("pre", text.slice(0, MOST_TEXT), { tabindex: 0, role: "region" });
  box.setAttribute("aria-label", page.say("answer"));
  place.append(box);
}

// --- rows

function table(columns, rows, page) {
  const box = made("div", "", { class: "table", tabindex: 0, role: "region" });
  box.setAttribute("aria-label", page.say("table"));
  const whole = made("table");
  const body = made("tbody");
  const labels = new Map(page.terms.terms.map(([name, , label]) => [name, label]));
  const draw = (sorted) =>
    body.replaceChildren(...sorted.slice(0, MOST_ROWS).map((row) => line(columns, row, labels, page)));
  whole.append(heading(columns, rows, draw, page), body);
  draw(rows);
  box.append(whole);
  place.append(box);
}

function heading(columns, rows, draw, page) {
  const head = made("thead");
  const across = made("tr");
  for (const name of columns) {
    const cell = made("th", "", { scope: "col" });
    const button = made("button", name, { type: "button", title: page.say("sort", { name }) });
    button.addEventListener("click", () => {
      const down = cell.getAttribute("aria-sort") === "ascending";
      for (const other of across.children) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      draw(inOrder(rows, name, down));
    });
    cell.append(button);
    across.append(cell);
  }
  head.append(across);
  return head;
}

// What is not stated comes last, whichever way it is sorted.
function inOrder(rows, name, down) {
  const [has, lacks] = [rows.filter((row) => row[name]), rows.filter((row) => !row[name])];
  has.sort((a, b) => order.compare(a[name].value, b[name].value) * (down ? -1 : 1));
  return [...has, ...lacks];
}

function line(columns, row, labels, page) {
  const across = made("tr");
  for (const name of columns) across.append(cell(row[name], labels, page));
  return across;
}

function cell(term, labels, page) {
  const box = made("td");
  if (!term) return box;
  if (term.type === "uri") {
    const short = shorten(term.value, page.terms.prefixes);
    box.append(address(term.value, short, page.root));
    if (labels.has(short)) box.append(made("span", labels.get(short), { class: "label" }));
  } else {
    box.textContent = term.value;
    if (term["xml:lang"]) {
      box.lang = term["xml:lang"];
      if (term["xml:lang"] !== language) box.append(" ", made("span", term["xml:lang"], { class: "lang" }));
    }
    box.className = /#(integer|decimal|double|float)$/.test(term.datatype ?? "") ? "number" : "text";
  }
  return box;
}

// A link to what the term names: on this site where it tells of it, else to where its IRI leads.
function address(iri, short, root) {
  if (!/^https?:/.test(iri)) return made("code", iri);
  const here = iri.startsWith(OWN) ? `${root}/${iri.slice(OWN.length)}` : iri;
  const link = made("a", "", { href: here, title: iri });
  link.append(made("code", short, short === iri ? {} : { class: "short" }));
  return link;
}

function shorten(iri, prefixes) {
  let best = ["", ""];
  for (const [prefix, space] of Object.entries(prefixes)) {
    if (iri.startsWith(space) && space.length > best[1].length) best = [prefix, space];
  }
  return best[1] ? `${best[0]}:${iri.slice(best[1].length)}` : iri;
}
