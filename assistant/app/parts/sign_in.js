"use strict";
// Whoever signs in stays on the page that they asked for; what goes wrong is said beside the fields.
const form = document.querySelector("form");
const wrong = document.getElementById("erreur");
const { username, password } = form.elements;

const say = (words, field) => {
  wrong.textContent = words;
  for (const one of [username, password]) one.setAttribute("aria-invalid", one === field);
  field.focus();
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!username.value.trim()) return say("Entrez votre nom d'utilisateur.", username);
  if (!password.value) return say("Entrez votre mot de passe.", password);
  wrong.textContent = "";
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  } catch {
    return say("Le serveur ne répond pas. Réessayez dans un instant.", password);
  }
  if (answer.ok) return window.location.reload();
  password.value = "";
  if (answer.status === 429) return say((await answer.json()).detail, password);
  if (answer.status !== 400) return say(`Le serveur a rencontré une erreur (${answer.status}). Réessayez.`, password);
  say("Nom ou mot de passe incorrect. Après cinq essais, il faut attendre avant de réessayer.", password);
});
