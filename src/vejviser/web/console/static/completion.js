// What the editor offers as one types: variables of the query, and names of the data by what they
// are called.

const MOST = 60;
const VARIABLE = /[?$][\p{L}\p{N}_]*$/u;
const NAME = /(?:[\w-]+:)?[\p{L}\p{N}_.-]*$/u;

const before = (editor) => {
  const cursor = editor.getCursor();
  return editor.getLine(cursor.line).slice(0, cursor.ch);
};

const quiet = (editor) => /comment|string\b(?!-)/.test(editor.getTokenTypeAt(editor.getCursor()) ?? "");

// Whether the cursor is in a word for which there is always something to offer.
export function inside(editor) {
  const line = before(editor);
  return !quiet(editor) && (/[?$]\w+$/.test(line) || /(?:^|[^\w<])[\w-]+:[\w.-]*$/.test(line));
}

// The prefixes that a query uses, whether it declares them or not.
export function prefixed(editor) {
  const found = new Set();
  for (let line = 0; line < editor.lineCount(); line += 1) {
    for (const token of editor.getLineTokens(line)) {
      if (token.type === "string-2") found.add(token.string.split(":")[0].trim());
    }
  }
  const declared = editor.getPrefixesFromQuery();
  return [...found].filter((prefix) => !(prefix in declared));
}

// How well a term fits what is typed; 0 for not at all.
function fit([name, , label], word) {
  const [prefix, local] = word.includes(":") ? word.split(":") : ["", word];
  if (prefix && !name.startsWith(`${prefix}:`)) return 0;
  const own = name.slice(name.indexOf(":") + 1);
  // As a rule, who writes a small letter wants a property, and a class who writes a large one.
  if (own.startsWith(local)) return 5;
  const [low, called] = [local.toLowerCase(), label.toLowerCase()];
  if (own.toLowerCase().startsWith(low)) return 4;
  if (called.startsWith(low)) return 3;
  if (called.split(/[\s(/-]+/).some((part) => part.startsWith(low))) return 2;
  return own.toLowerCase().includes(low) || called.includes(low) ? 1 : 0;
}

// Behind "a" classes come first, else what fits best, and of that the ontology's own words.
function named(editor, known, typed) {
  const rest = before(editor).slice(0, -typed.length || undefined);
  const typing = /(?:^|\s)(?:a|rdf:type)\s+$/.test(rest);
  const rank = (score, [, kind]) =>
    typing ? (kind === "class" ? 10 : 0) + score : score + (kind === "thing" ? 0 : 0.5);
  const scored = known.terms
    .map((term) => [fit(term, typed), term])
    .filter(([score]) => score)
    .map(([score, term]) => [rank(score, term), term]);
  scored.sort(([a], [b]) => b - a);
  return scored.slice(0, MOST).map(([, [name, kind, label]]) => ({
    text: name,
    className: kind,
    render: (element) => drawn(element, name, label),
    hint: (_, data, picked) => {
      editor.replaceRange(picked.text, data.from, data.to, "complete");
      const prefix = name.split(":")[0];
      const declared = editor.getPrefixesFromQuery();
      if (!(prefix in declared)) editor.addPrefixes({ [prefix]: known.prefixes[prefix] });
    },
  }));
}

function drawn(element, name, label) {
  const code = document.createElement("code");
  code.textContent = name;
  element.append(code, ` ${label}`);
}

function variables(editor, typed) {
  const all = new Set(editor.getValue().match(/[?$][\p{L}_][\p{L}\p{N}_]*/gu));
  return [...all].filter((one) => one !== typed && one.startsWith(typed)).sort();
}

/* global Yasqe */

// What to show beneath the cursor, as the editor's `showHint` takes it; `shown` says where, and
// what the list is called.
export function hint(editor, known, shown) {
  return {
    container: shown.within,
    completeSingle: false,
    closeCharacters: /[\s()[\]{};,<>"]/,
    hint: () => {
      const line = before(editor);
      const [typed] = line.match(VARIABLE) ?? line.match(NAME);
      const to = editor.getCursor();
      const from = { line: to.line, ch: to.ch - typed.length };
      if (quiet(editor)) return { list: [], from, to };
      const found = /^[?$]/.test(typed) ? variables(editor, typed) : named(editor, known, typed);
      const data = { list: found, from, to };
      Yasqe.on(data, "shown", () => {
        const list = shown.within.querySelector("[role=listbox]");
        list.setAttribute("aria-label", shown.called);
        list.tabIndex = 0;
      });
      return data;
    },
  };
}
