// The editor: YASQE, told to keep nothing, ask nobody and speak only as the page does.
import { hint, inside, prefixed } from "./completion.js";

/* global Yasqe */

// What stands between two points in an error of the server's, such as "error at 3:12".
const PLACE = /\b(\d+):(\d+)/;
const FEW = 3;
// How high the editor begins, in pixels.
const [LEAST, MOST] = [176, 400];

// A textarea as an editor. `page` has: say, run, known (prefixes and terms), odd (where doubts go).
export function edited(area, page) {
  Yasqe.defaults.autocompleters = [];
  const whole = document.createElement("div");
  const place = document.createElement("div");
  whole.className = "editor";
  place.className = "scrolled";
  whole.append(place);
  area.before(whole);
  const suggest = () => editor.showHint(hint(editor, page.known(), { within: whole, called: page.say("names") }));
  const keys = {
    "Ctrl-Enter": page.run,
    "Cmd-Enter": page.run,
    "Ctrl-Space": suggest,
    "Ctrl-S": false,
    Esc: leave,
  };
  new Yasqe(place, {
    value: area.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    syntaxErrorCheck: false,
    autocompleters: [],
    editorHeight: "auto",
    viewportMargin: Infinity,
    foldGutter: false,
    gutters: ["CodeMirror-linenumbers"],
    extraKeys: keys,
    screenReaderLabel: page.say("text"),
  });
  // Not what the constructor gives: that is a copy, which does not know of what is under way here.
  const editor = place.querySelector(".CodeMirror").CodeMirror;
  const own = editor.getOption("extraKeys");
  const input = editor.getInputField();
  input.setAttribute("aria-describedby", "keys");
  area.hidden = true;
  document.querySelector(`label[for="${area.id}"]`).addEventListener("click", () => editor.focus());

  // The editor is as high as its text, and what holds it is scrolled: to where the cursor is.
  editor.on("cursorActivity", () => {
    const { top, bottom } = editor.cursorCoords(null, "local");
    if (top < place.scrollTop) place.scrollTop = top;
    if (bottom > place.scrollTop + place.clientHeight) place.scrollTop = bottom - place.clientHeight + 8;
  });

  // After Esc, Tab does what it does on the rest of the page, until the field is left.
  function leave() {
    editor.setOption("extraKeys", { ...own, Tab: false, "Shift-Tab": false });
    page.odd.textContent = page.say("leaving");
  }
  editor.on("blur", () => {
    editor.setOption("extraKeys", own);
    doubt();
  });

  // Many prefixes are folded away, until somebody goes there.
  function fold() {
    const lines = editor.getValue().split("\n");
    if (lines.filter((line) => /^PREFIX\b/i.test(line)).length > FEW) editor.collapsePrefixes(true);
  }

  // As high as what stands in it, within bounds; by its corner it is drawn higher.
  function fit() {
    const high = editor.heightAtLine(editor.lineCount(), "local") + 24;
    place.style.height = `${Math.min(Math.max(high, LEAST), MOST)}px`;
  }

  // What the editor's grammar does not know, and what the server has found wrong.
  const [odd, wrong] = [marker("odd"), marker("wrong")];
  function marker(name) {
    let marked = null;
    return (line) => {
      if (marked !== null) editor.removeLineClass(marked, "background", name);
      marked = line === null ? null : editor.addLineClass(line, "background", name);
    };
  }

  // The first line that the editor's grammar does not know.
  function doubtful() {
    for (let line = 0; line < editor.lineCount(); line += 1) {
      const end = { line, ch: editor.getLine(line).length };
      if (editor.getTokenAt(end, true).state.OK === false) return line;
    }
    return null;
  }
  function doubt() {
    const line = doubtful();
    odd(line);
    page.odd.textContent = line === null ? "" : page.say("odd-line", { line: line + 1 });
  }

  fold();
  fit();
  let soon = 0;
  editor.on("change", (_, change) => {
    wrong(null);
    clearTimeout(soon);
    soon = setTimeout(doubt, 600);
    if (change.origin === "+input" && !editor.state.completionActive && inside(editor)) suggest();
  });

  return {
    text: () => editor.getValue(),
    write(text) {
      editor.setValue(text);
      fold();
      fit();
    },
    kind: () => editor.getQueryType(),
    changed: (then) => editor.on("change", then),
    // Declares the prefixes of ours that are used and not declared.
    complete() {
      const { prefixes } = page.known();
      for (const prefix of prefixed(editor)) {
        if (prefixes[prefix]) editor.addPrefixes({ [prefix]: prefixes[prefix] });
      }
    },
    // Puts the cursor where an error says it is; in words for people, as far as there is one.
    point(message) {
      const [, row, column] = message.match(PLACE) ?? [0, 0, 0];
      if (row < 1 || row > editor.lineCount()) return "";
      wrong(row - 1);
      editor.setCursor({ line: row - 1, ch: column - 1 });
      return page.say("see", { line: row, column });
    },
  };
}
