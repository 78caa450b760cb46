// What a click does in a part of the page Rédaction, however often the part is written again.
let focused = null; // the field that was just saved or filled
let leaving = null; // what gives the focus back once the source is closed
const typed = new Map(); // what is being written, by field: it survives a change made elsewhere

const editor = (article) => article.querySelector(".edition");
const show = (article, text) => {
  const form = editor(article);
  form.hidden = false;
  article.querySelector('[data-what="open"]').hidden = true;
  const control = form.querySelector("textarea, select");
  if (text !== undefined) control.value = text;
  return control;
};
// What scrolls can be scrolled with a keyboard, even when nothing in it can be clicked.
const scrolled = element.closest("#conversation");
if (scrolled) {
  scrolled.tabIndex = 0;
  scrolled.setAttribute("role", "region");
  scrolled.setAttribute("aria-label", "Conversation");
}

const reader = () => document.querySelector("#relecteur");
const hide = (article) => {
  editor(article).hidden = true;
  const button = article.querySelector('[data-what="open"]');
  button.hidden = false;
  button.focus();
  typed.delete(article.dataset.key);
};

element.addEventListener("click", (event) => {
  const target = event.target.closest("button, .cliquable");
  if (!target || target.disabled || event.target.closest("a")) return;
  const { what, key, text, source, turn, action } = target.dataset;
  const article = target.closest("article.champ");
  if (action) {
    const place = element.querySelector(".a-copier");
    if (place) place.textContent = text;
  } else if (target.matches(".cliquable")) {
    if (!String(window.getSelection())) target.querySelector(".renvoi").click();
  } else if (source) {
    document.gloseOpener = target;
    trigger("act", { what: "source", key: source, text: turn });
  }
  else if (what === "open") show(article).focus();
  else if (what === "close") hide(article);
  else if (what === "shut") {
    const { numero } = element.querySelector("article").dataset;
    leaving = () => {
      const opener = document.gloseOpener;
      const same = () => document.querySelector(`#redaction .renvoi[data-source="${numero}"]`);
      (opener?.isConnected ? opener : same())?.focus();
    };
    trigger("act", { what, key: "", text: "" });
  } else if (what === "edit") {
    focused = key;
    typed.delete(key);
    trigger("act", { what, key, text: editor(article).querySelector("textarea, select").value });
  } else if (what === "reread") {
    // Who reads is typed once, above the entry: the focus goes there when nobody has yet.
    const name = reader();
    if (name && !name.value.trim()) name.focus();
    else focused = key;
    document.gloseReader = undefined;
    trigger("act", { what, key, text: name?.value ?? "" });
  } else if (what) {
    if (["take", "drop", "unread"].includes(what)) focused = key;
    trigger("act", { what, key: key ?? "", text: text ?? "" });
  }
});

element.addEventListener("input", (event) => {
  if (event.target.id === "relecteur") document.gloseReader = event.target.value;
  const article = event.target.closest("article.champ");
  if (article) typed.set(article.dataset.key, event.target.value);
});

element.addEventListener("keydown", (event) => {
  const article = event.target.closest(".edition")?.closest("article.champ");
  if (article && event.key === "Escape") hide(article);
});

watch("value", () => {
  for (const [key, text] of typed) {
    const article = element.querySelector(`article.champ[data-key="${key}"]`);
    if (article && editor(article)) show(article, text);
  }
  const name = element.querySelector("#relecteur");
  if (name && document.gloseReader !== undefined) name.value = document.gloseReader;
  if (focused) element.querySelector(`#rubrique-${focused}`)?.focus({ preventScroll: true });
  focused = null;
  leaving?.();
  leaving = null;
  const log = element.querySelector(".tour:last-child");
  if (log && scrolled) scrolled.scrollTop = log.offsetTop;
});
