// Beside each address of a feed, a button that copies it. Without this, a click selects the whole address.

for (const list of document.querySelectorAll(".feed-list")) {
  if (!navigator.clipboard) break;
  for (const address of list.querySelectorAll(".feed-address")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "feed-copy";
    button.textContent = list.dataset.copy;
    button.setAttribute("aria-label", `${list.dataset.copy}: ${address.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address.textContent);
      button.textContent = list.dataset.copied;
      setTimeout(() => (button.textContent = list.dataset.copy), 2000);
    });
    address.after(button);
  }
}
