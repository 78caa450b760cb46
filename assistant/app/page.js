"use strict";
// What Gradio leaves to a page: its title, where the focus goes, copying, printing, the words that it only says in
// English. Everything else is on the server.
(() => {
  const FRENCH = {
    "Click to upload or drop files": "Choisir des fichiers, ou les déposer ici",
    "File upload": "Fichiers",
    "Remove this file": "Retirer ce fichier",
    "Empty value": "Vide",
    Close: "Fermer",
    Error: "Erreur",
    "Connection Lost": "Connexion perdue",
    "Connection to the server was lost. Attempting reconnection...":
      "Le serveur ne répond plus. La page se reconnectera d'elle-même ; si cela dure, prévenez qui gère le serveur.",
    "processing |": "en cours |",
  };

  // Where Gradio speaks alone: no text of a document is there.
  const ITS_OWN = '[data-testid="toast-body"], [data-testid="status-tracker"], .uploading';

  const french = (words) => {
    const [, files, several] = words.match(/^Uploading (\d+)\s+file(s?)\.\.\.$/) ?? [];
    return files ? `Envoi de ${files} fichier${several}…` : FRENCH[words];
  };

  const translate = () => {
    for (const one of document.querySelectorAll("[aria-label]")) {
      const said = FRENCH[one.getAttribute("aria-label")];
      if (said) one.setAttribute("aria-label", said);
    }
    for (const told of document.querySelectorAll(ITS_OWN)) {
      const words = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        const said = french(words.currentNode.data.trim());
        if (said) words.currentNode.data = said;
      }
    }
  };

  let asked = null; // the reference that someone chose, whose source is awaited
  let opened = "";
  let thanking = false; // what was clicked goes with its thanks: they get the focus, or it would be nowhere

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(() => true, () => false);
    }
    // Without https, the way of before.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const say = (words) => document.querySelectorAll(".outils .fait").forEach((place) => (place.textContent = words));

  const actions = {
    copier: async () => {
      const done = await copy(document.querySelector(".a-copier").textContent);
      say(done ? "Copié." : "La copie a échoué : sélectionnez le texte à la souris, ou imprimez la fiche.");
    },
    imprimer: () => window.print(),
    revenir: () => document.querySelector(`.renvoi[data-source="${opened}"]`)?.focus(),
  };

  // The citations in their order: the numbers of a wording, which come before, repeat them.
  const step = (by) => () => {
    const all = [...document.querySelectorAll("#reponse .citation .renvoi")];
    all[all.findIndex((one) => one.dataset.source === opened) + by]?.click();
  };
  actions.precedente = step(-1);
  actions.suivante = step(1);

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".evitement")) {
      // Gradio's pages have a base address: followed, this link would leave the page.
      event.preventDefault();
      const content = document.querySelector("#contenu");
      content.tabIndex = -1;
      content.focus();
    }
    if (event.target.closest?.("#nouvelle")) document.querySelector("#question textarea")?.focus();
    if (event.target.closest?.("[data-reason]")) thanking = true;
    const action = event.target.closest?.("[data-action]");
    if (action) actions[action.dataset.action]?.();
    const reference = event.target.closest?.(".renvoi");
    if (!reference) return;
    asked = reference.dataset.source;
    const panel = document.querySelector("#source article");
    if (panel && asked === opened) show(panel);
  });

  const isUnsaved = () =>
    document.querySelector("#redaction .non-enregistre") !== null ||
    [...document.querySelectorAll("#redaction .edition:not([hidden]) textarea")].some(
      (one) => one.value !== one.defaultValue,
    );

  // The browser asks, in its own words, whether to leave. Gradio must not hear of it: it would close its connection,
  // and whoever stays would have a page that does nothing any more.
  window.addEventListener(
    "beforeunload",
    (event) => {
      if (!isUnsaved()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  // The sheet is printed alone, whether asked for by our button or by the browser's own menu.
  window.addEventListener("beforeprint", () => {
    document.getElementById("impression")?.remove();
    const sheet = document.querySelector(".fiche");
    if (!sheet) return;
    const alone = sheet.cloneNode(true);
    alone.id = "impression";
    document.body.append(alone);
  });
  window.addEventListener("afterprint", () => document.getElementById("impression")?.remove());

  const show = (panel) => {
    const text = panel.querySelector(".texte");
    const mark = text.querySelector("mark");
    const printed = panel.querySelector(".imprimee .vue");
    if (printed) printed.scrollTop = printed.scrollHeight * printed.firstElementChild.dataset.at - printed.clientHeight / 4;
    if (mark) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 4;
    if (asked === null) return;
    asked = null;
    panel.querySelector("h2").focus({ preventScroll: true });
    const { top, bottom } = panel.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight * 0.6 || bottom < 0) panel.scrollIntoView({ block: "start" });
  };

  const follow = () => {
    translate();
    // Before anything is said in them: what changes in a region that stays is read, a region that comes is not.
    document.querySelectorAll(".vive:not([role]):not(.vive .vive)").forEach((one) => one.setAttribute("role", "status"));
    const heading = document.querySelector("#contenu h1");
    if (heading) {
      const title = `${heading.textContent} — Glose`;
      if (document.title !== title) document.title = title;
    }
    const thanks = thanking && document.querySelector("p.retour[role=status]");
    if (thanks) {
      thanking = false;
      thanks.focus();
    }
    const panel = document.querySelector("#source article");
    const key = panel ? panel.dataset.numero : "";
    if (panel && panel.dataset.vu !== "oui") {
      panel.dataset.vu = "oui";
      opened = key;
      show(panel);
    }
    document.querySelectorAll(".renvoi").forEach((one) => {
      const current = one.dataset.source === key ? "true" : "false";
      if (one.getAttribute("aria-pressed") !== current) one.setAttribute("aria-pressed", current);
    });
  };

  new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
