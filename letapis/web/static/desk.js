// Keys for the desk, nothing else: whatever has data-key="x" is pressed by x. Without this file all of it works by hand.
"use strict";
(() => {
  const typing = (e) => e && (e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName)) && !/^(checkbox|button|submit)$/.test(e.type);
  const keyed = (key) => [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key.split(" ").includes(key) && !e.disabled);
  let sent = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    const here = document.activeElement;
    if (typing(here)) {
      if (event.key === "Escape") here.blur();
      return;
    }
    const target = keyed(event.key);
    if (!target) return;
    event.preventDefault();
    if (typing(target)) {
      target.focus();
      return;
    }
    if (target.dataset.key === "L") document.body.replaceChildren(target.form);
    if (sent) return; // one key, one ruling: the next counts on the next screen
    sent = target.tagName === "BUTTON" || target.tagName === "A";
    target.click();
  });

  addEventListener("pageshow", () => { sent = false; });

  const adding = document.getElementById("add");
  let words = "";
  document.addEventListener("selectionchange", () => {
    const now = getSelection();
    if (!now.isCollapsed && document.querySelector(".words").contains(now.anchorNode)) words = String(now);
  });
  if (adding) adding.addEventListener("toggle", () => {
    if (!adding.open) return;
    const quote = document.getElementById("quote");
    if (words) quote.value = words;
    (words ? document.getElementById("newact") : quote).focus();
  });
  const lit = document.getElementById("lit");
  if (lit) lit.scrollIntoView({ block: "center" });
})();
